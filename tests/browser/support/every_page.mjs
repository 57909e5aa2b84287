//! Every kind of page in every state, and a catalog that has them all.

import { rename } from 'node:fs/promises';
import { join } from 'node:path';

import { Catalog } from './catalog.mjs';

/** A role with three revisions; between the second and the third all sorts of things have changed. */
export const COORDINATOR = 'albina-rockwood/in-school-coordinator';
/** A role with a title of 140 characters, 42 duties in four groups and a wide table. */
export const LONG = 'oregon-dhs/long';
/** A role of whose two published files somebody has edited the newer by hand. */
export const BROKEN = 'berea-knox/academic-interventionist';

const TITLE =
  'Senior Bilingual Family, School and Community Partnership Coordinator for Prenatal-to-Career Services in Rural, Tribal and Frontier Counties';

const AREAS = ['Working with families', 'Working with schools and districts', 'Records and reporting', 'Other duties'];

function longRole() {
  const words = (area, number) =>
    `${['Meets', 'Plans', 'Documents', 'Reviews', 'Coordinates'][number % 5]} ${area.toLowerCase()} with partners of the program, agrees on the next steps and follows up within ${number + 1} working days as the guidelines of the county ask.`;
  const groups = AREAS.map((area, at) => {
    const count = [14, 12, 10, 6][at];
    const duties = Array.from({ length: count }, (_, number) => `${number + 1}. ${words(area, number)}`);
    return `### ${area} (${[40, 30, 20, 10][at]} %, ${['new', 'revised', 'no change', 'no change'][at]}, essential)\n\n${duties.join('\n')}`;
  });
  const heads = ['Who is contacted', 'How', 'Purpose', 'How often', 'Where', 'Language', 'Recorded in', 'Released by', 'Remarks'];
  const row = (name) => `| ${name} | in person and by telephone | Agreement on the individual success plan | weekly | at school or at home | Spanish | case management system | supervisor | see the guidelines |`;
  return `---
schema: rolebook/1
kind: position-description
organisation: oregon-dhs
source: {document: Written for a test, licence: not stated}
caseload: {size: {at_least: 35, at_most: 40}, unit: students}
---

# ${TITLE}

## Summary

Serves families in several counties[^1].

## Duties

${groups.join('\n\n')}

## Working conditions

- **Type of position:**
  - [x] Full-time
  - [ ] Part-time
- **Hours:** 8 to 5

## Work contacts

| ${heads.join(' | ')} |
|${heads.map(() => ' --- |').join('')}
${['Families', 'Schools', 'Tribal partners'].map(row).join('\n')}

[^1]: Counties are named in the contract.
`;
}

/** Publishes a revision in which duties are reworded, moved, new and gone, and facts are others. */
async function change(catalog, role) {
  await catalog.must('revise', role);
  const path = `roles/${role}/draft.md`;
  const lines = (await catalog.read(path)).split('\n');
  const duties = lines.map((line, at) => (/\^d\d+$/.test(line) ? at : -1)).filter((at) => at >= 0);
  lines[duties[0]] = lines[duties[0]].replace(/^(\S+ \S+)/, '$1, together with their families,');
  [lines[duties[2]], lines[duties[5]]] = [lines[duties[5]], lines[duties[2]]];
  lines[duties[3]] = lines[duties[3]].replace(/ \^d\d+$/, ', and says so in writing$&');
  lines[duties[7]] = '- Keeps the calendar of the school year up to date.';
  const text = lines.join('\n').replace(/at_most: 40/, 'at_most: 35');
  await catalog.write(path, text);
  await catalog.publish(role, 'HR office', 'annual review');
}

/** Keeps and publishes a posting of a role that has a later revision soon; it is behind then. */
async function keptPosting(catalog) {
  const given = ['--set', 'how_to_apply=Write to us.', '--set', 'closing_date=2027-01-15', '--edit', 'd1=Meet every student.'];
  const id = (await catalog.must('post', COORDINATOR, ...given, '--keep', '--by', 'HR office')).trim();
  await catalog.must('postings', 'publish', id, '--by', 'HR office');
  await rename(join(catalog.path, `postings/${id}.md`), join(catalog.path, 'postings/example-posting.md'));
}

/** The shipped catalog with a role of three revisions, a long one and a broken one. */
export async function fullCatalog() {
  const catalog = await Catalog.shipped();
  await keptPosting(catalog);
  await change(catalog, COORDINATOR);
  await catalog.write(`roles/${LONG}/draft.md`, longRole());
  await catalog.publish(LONG, 'HR office', 'for a test');
  await change(catalog, BROKEN);
  const file = `roles/${BROKEN}/2.md`;
  await catalog.write(file, `${await catalog.read(file)}\n## Added by hand\n\nWith a <b>tag</b>.\n`);
  return catalog;
}

/** Every page in every state: what it is, its address, its status when that is not 200. */
export const PAGES = [
  ['home', '/'],
  ['search, nothing asked', '/search'],
  ['search, results', '/search?q=case+manager+middle+school'],
  ['search, narrowed', '/search?q=families&filter=state%3Dor&sort=title'],
  ['search, single duties', '/search?q=home+visits&find=duties'],
  ['search, nothing found', '/search?q=zzzyx+qwrtk'],
  ['search, misspelt', '/search?q=case+maneger'],
  ['search, a remark on the query', '/search?q=colour%3Ablue'],
  ['search, as of a day', '/search?q=coach&as_of=2026-01-01'],
  ['search, malformed', '/search?q=coach&page=zero', 400],
  ['search help', '/search/help'],
  ['role', '/roles/oregon-dhs/family-coach'],
  ['role, class specification', '/roles/new-york-county/case-manager-social-services'],
  ['role, an earlier revision', `/roles/${COORDINATOR}@1`],
  ['role, long', `/roles/${LONG}`],
  ['role, broken', `/roles/${BROKEN}`],
  ['history', `/roles/${COORDINATOR}/history`],
  ['redline, inline', `/roles/${COORDINATOR}/redline?from=2&to=3&view=inline`],
  ['redline, everything', `/roles/${COORDINATOR}/redline?from=1&to=3&view=inline&all=true`],
  ['redline, nothing changed', `/roles/${COORDINATOR}/redline?from=2&to=2`],
  ['redline, side by side', `/roles/${COORDINATOR}/redline?from=2&to=3&view=side`],
  ['organisations', '/organisations'],
  ['organisation', '/organisations/oregon-dhs'],
  ['activities', '/activities'],
  ['activity', '/activities/home-visits'],
  ['standards', '/standards'],
  ['standards, narrowed', '/standards?find=students&measures=caseload&standing=law'],
  ['standards, nothing found', '/standards?find=zzzyx'],
  ['standard', '/standards/cwla-caseloads'],
  ['standard, superseded', '/standards/texas-family-based-services-2007'],
  ['staffing', '/staffing'],
  ['staffing, begun with a role', '/staffing?role=chula-vista-san-diego/academic-advocate'],
  ['staffing, calculated', '/staffing?clients=600&unit=students&caseload=40&span=7&hours_per_case=2%2B0.5&leave=15&direct=65&try_caseload=35,45&try_demand=10'],
  ['staffing, groups', '/staffing?group=intensive&group_count=45&group_caseload=15&group=routine&group_count=200&group_caseload=40'],
  ['staffing, wrong', '/staffing?clients=-5&caseload=abc&leave=120&group=a&group_count=x'],
  ['no such standard', '/standards/nobody', 404],
  ['compare', `/compare?role=${COORDINATOR}&role=mission/family-success-coach&role=oregon-dhs/family-coach`],
  ['compare, collapsed, in one role\'s order', `/compare?role=${COORDINATOR}&role=oregon-dhs/family-coach&rows=collapsed&in_order_of=oregon-dhs/family-coach`],
  ['compare, a person', `/compare?role=${COORDINATOR}&role=new-york-county/case-manager-social-services&only=differences&education=bachelor&years=many&language=none&license=driver`],
  ['posting', `/postings/new?role=${COORDINATOR}`],
  ['posting, a form', '/postings/new?role=oregon-dhs/family-coach&template=position-description'],
  ['posting, to be mended', `/postings/new?role=${COORDINATOR}&sent=yes&duty=d1&rewording=d1&closing_date=never`],
  ['posting, of which role', '/postings/new'],
  ['postings', '/postings'],
  ['posting that is kept, and behind', '/postings/example-posting'],
  ['no such posting', '/postings/nothing', 404],
  ['compare, nobody', '/compare?role=nobody'],
  ['about', '/about'],
  ['limits', '/about/limits'],
  ['API', '/api'],
  ['nothing here', '/nothing-here', 404],
  ['no such role', '/roles/mission/nobody', 404],
  ['no such revision', `/roles/${COORDINATOR}@99`, 404],
].map(([name, address, status = 200]) => ({ name, address, status }));
