//! A catalog whose every field of every kind holds something that must not run, published by the real program.

import { Catalog } from './catalog.mjs';
import { PAYLOADS, clean, plainly } from './payloads.mjs';

/** So many payloads go into one role. */
const TOGETHER = 6;

/** The roles' payloads: each is in one role, in every field of it. */
const PARTS = Array.from({ length: Math.ceil(PAYLOADS.length / TOGETHER) }, (_, part) =>
  PAYLOADS.slice(part * TOGETHER, (part + 1) * TOGETHER),
);

/** One role's payloads as values of fields. Each value ends in a word of its own, by which it is found again. */
class Values {
  constructor(part, mark) {
    Object.assign(this, { part, mark, fields: [] });
  }

  /** All payloads in one text; another one comes first in each field. */
  one(field) {
    const at = this.fields.push(field) % this.part.length;
    const turned = [...this.part.slice(at), ...this.part.slice(0, at)];
    return clean(`${turned.join(' ')} ${this.mark}${field}`);
  }

  /** A text for each payload. */
  each(field) {
    this.fields.push(field);
    return this.part.map((payload) => clean(`${payload} ${this.mark}${field}`));
  }
}

function facts(v, organisation) {
  const each = (field, make) => v.each(field).map(make);
  return {
    schema: 'rolebook/1',
    kind: 'job-description',
    organisation,
    titles: {
      class: v.one('class'),
      working: v.one('working'),
      abbreviation: v.one('abbreviation'),
      also: v.each('also'),
      former: each('former', (title) => ({ title, until: '2020-01-01' })),
    },
    employer: v.one('employer'),
    model_owner: v.one('model'),
    programs: v.each('programs'),
    partners: each('partners', (who) => ({ who, count: 2 })),
    sites: [{ name: v.one('sitename'), city: v.one('city'), county: v.one('county'), state: v.one('state') }],
    classification: {
      number: v.one('classnumber'),
      jurisdictional_class: v.one('jurisdiction'),
      service: v.one('service'),
      department: v.one('department'),
    },
    position: {
      number: v.one('position'),
      agency: v.one('agency'),
      agency_number: v.one('agencynumber'),
      division: v.one('division'),
      section: v.one('section'),
      employee_name: v.one('employee'),
      supervisor_name: v.one('supervisor'),
    },
    reports_to: v.each('reports'),
    supervision_received: v.one('supervision'),
    caseload: { size: { at_most: 30 }, unit: v.one('unit'), called: v.one('called'), qualifier: v.one('qualifier') },
    contact: each('contact', (words) => ({ with: words, at_least: 1, per: 'month', qualifier: words })),
    routines: each('routines', (what) => ({ what, per: 'week', qualifier: what })),
    plan: { name: v.one('plan'), abbreviation: v.one('planshort') },
    systems: each('systems', (name) => ({ name, used_for: name })),
    qualifications: {
      tracks: [{ name: v.one('track'), by: 'appointment', our_reading: v.one('reading'), required: [{ other: v.one('trackneeds') }] }],
      required: requirements(v),
      willing: each('willing', (other) => ({ other })),
      preferred: each('preferred', (skill) => ({ skill })),
      listed: each('listed', (knowledge) => ({ knowledge })),
    },
    conditions: {
      exposure: each('exposure', (to) => ({ to, frequency: 'possible' })),
      travel: { frequency: 'occasional', purpose: v.one('travel') },
      schedule: {
        usual_hours: v.one('hours'),
        days: each('days', (place) => ({ place, days_a_week: { at_least: 1 } })),
        seasons: v.each('seasons'),
      },
      places: v.each('places'),
      equipment: v.each('equipment'),
      physical: v.each('physical'),
    },
    pay: each('pay', (what) => ({ what, amount: { at_least: 1 }, currency: what, per: 'year' })),
    benefits: each('benefits', (what) => ({ what, given: what })),
    budget_authority: each('budget', (words) => ({ area: words, currency: words, period: words, fund: words })),
    source: source(v),
    provenance: {
      title: { printed: v.one('printed'), note: v.one('origin') },
      caseload: { lines: 'L1–2', printed: v.one('printedcaseload'), note: v.one('origincaseload') },
      approved: { status: 'blank', note: v.one('blank') },
    },
    notes: v.each('notes'),
  };
}

function requirements(v) {
  const one = (field) => v.one(field);
  return [
    { education: { at_least: 'bachelor', fields: v.each('fields'), accredited_by: v.each('accredited'), approved_by: v.each('approved') } },
    {
      experience: {
        years: { at_least: 2 },
        in: v.each('in'),
        as: one('as'),
        status: one('status'),
        with: v.each('with'),
        setting: v.each('setting'),
        preferably: v.each('preferably'),
      },
    },
    { any: [{ license: { kind: one('license'), state: one('licensestate'), with: one('licensewith') } }, { transportation: one('transport') }] },
    { all: [{ course: { name: one('course') } }, { check: one('check') }, { insurance: one('insurance') }] },
    { language: { language: one('language'), level: one('level'), skills: v.each('languageskills') } },
    { substitution: { of: { knowledge: one('of') }, accepts: { skill: one('accepts') }, rate: one('rate') } },
    { waiver: { of: { other: one('waived') }, given: { availability: one('given') } } },
  ];
}

function source(v) {
  const at = (field) => v.one(`source${field}`);
  return {
    document: at('document'),
    publisher: at('publisher'),
    dated: at('dated'),
    section: at('section'),
    licence: at('licence'),
    attribution: at('attribution'),
  };
}

/** A note in braces, in whose texts no brace looks like its end and nothing like a tag. */
const inBraces = (note) =>
  `{${Object.entries(note)
    .map(([field, value]) => {
      const written = JSON.stringify(value);
      return `${field}: ${Array.isArray(value) ? written : written.replace(/[^\w\s"\\]/g, escaped)}`;
    })
    .join(', ')}}`;
const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Words of a role: headings, groups, items of all sorts, tables, footnotes. */
function body(v, activity, raw) {
  const one = (field) => plainly(v.one(field));
  const each = (field) => v.each(field).map(plainly);
  const note = { activities: [activity], printed: v.one('itemprinted') };
  const withheld = { withheld: v.one('withheld') };
  return [
    `# ${one('title')}`,
    `## ${one('summary')} {kind: summary}`,
    each('paragraph').join('\n\n'),
    `## ${one('duties')} {kind: duties}`,
    `### ${one('group')}`,
    `#### ${one('subgroup')}`,
    each('duty').map((words, at) => (at ? `- ${words}` : `- ${words} ${inBraces(note)}`)).join('\n'),
    raw.length ? `### Raw\n\n${raw.map((payload) => `- See ${payload}`).join('\n')}` : '',
    `## ${one('conditions')} {kind: working-conditions}`,
    `- **${one('label')}:** ${one('labelled')}\n\n  ${one('continued')}\n- **${one('boxes')}:**\n  - [x] ${one('ticked')}\n  - [ ] ${one('unticked')}\n  - [?] ${one('unclear')}`,
    `- ${one('footnoted')}[^1]\n- **${one('label2')}:** ${inBraces(withheld)}`,
    `## ${one('additional')}`,
    `| ${one('head')} | ${one('head2')} |\n| --- | --- |\n${each('cell').map((cell) => `| ${cell} | ${cell} |`).join('\n')}`,
    `[^1]: ${one('footnote')}`,
  ].join('\n\n') + '\n';
}

const matter = (fields) => `---\n${Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join('\n')}\n---\n\n`;

function organisation(v, number) {
  const fields = {
    schema: 'rolebook/1',
    kind: v.one('orgkind'),
    abbreviation: v.one('orgshort'),
    also: v.each('orgalso'),
    part_of: v.one('orgpart'),
    sites: v.each('orgsite').map((words) => ({ name: words, city: words, county: words, state: words })),
    website: clean(v.part[number % v.part.length]),
    source: source(v),
    notes: v.each('orgnotes'),
  };
  const one = (field) => plainly(v.one(field));
  return `${matter(fields)}# ${one('orgname')}\n\n## ${one('orgheading')}\n\n${one('orgwords')}\n\n- **${one('orglabel')}:** ${one('orgitem')}\n`;
}

/** A publication whose figure is near what every role here states of contact. */
function standard(v, number) {
  const one = (field) => v.one(`standard${field}`);
  const figure = {
    id: `fig-${number}`,
    measures: 'contact',
    role: one('worker'),
    population: one('people'),
    measured_as: one('measured'),
    range: { at_least: 12 },
    counts: 'contacts',
    per: 'year',
    limit: 'least',
    intensity: one('intensity'),
    as_cited: one('cited'),
    locator: one('locator'),
  };
  const fields = {
    schema: 'rolebook/1',
    publisher: one('publisher'),
    document: one('document'),
    dated: one('dated'),
    address: clean(v.part[number % v.part.length]) || 'none',
    read_in: 'original',
    standing: 'law',
    ...(number % 2 ? { superseded: one('superseded') } : {}),
    figures: [figure],
  };
  const words = (field) => plainly(one(field));
  return `${matter(fields)}# ${words('title')}\n\n## ${words('heading')}\n\n${words('paragraph')}\n\n- **${words('label')}:** ${words('item')}\n`;
}

/** The payloads that Markdown makes something of and that may be published, as they stand. */
async function publishableRaw(catalog) {
  let raw = PAYLOADS.map(clean).filter((payload) => payload.trim());
  const head = matter({ schema: 'rolebook/1', kind: 'job-description', organisation: 'mission', source: { document: 'x', licence: 'y' } });
  for (let round = 0; round < 20; round += 1) {
    const text = `${head}# Raw\n\n## Duties\n\n${raw.map((payload) => `- See ${payload}`).join('\n')}\n`;
    await catalog.write('roles/mission/raw/draft.md', text);
    const { findings } = JSON.parse((await catalog.run('check', '--json')).stdout);
    const wrong = findings.filter(({ file, severity }) => severity === 'error' && file.endsWith('raw/draft.md'));
    if (!wrong.length) return raw;
    const first = text.split('\n').indexOf('## Duties') + 3;
    const lines = new Set(wrong.map(({ place }) => place.line - first));
    if (![...lines].every((line) => line >= 0)) throw new Error(JSON.stringify(wrong));
    raw = raw.filter((_, line) => !lines.has(line));
  }
  throw new Error('no end of what may not be published');
}

/** Who publishes, and why: lines of at most 200 characters, with as many payloads as fit, from both ends. */
function said(part, mark) {
  const fitting = (payloads) =>
    payloads.reduce((line, payload) => (line.length + payload.length < 188 ? `${line}${payload} ` : line), '');
  const payloads = part.map(clean);
  return [`${fitting(payloads)}${mark}by`, `${fitting([...payloads].reverse())}${mark}reason`];
}

/**
 * The catalog, with what is in it: `roles` with their payloads and texts, the number of fields and of placements,
 * and the payloads that stand in Markdown as they are.
 */
export async function hostileCatalog() {
  const catalog = await Catalog.shipped();
  const raw = await publishableRaw(catalog);
  const vocabulary = ['schema: rolebook/1', 'activities:'];
  const synonyms = ['schema: rolebook/1', 'synonyms:'];
  const made = [];
  let placements = 0;
  let fields = 0;
  for (const [number, part] of PARTS.entries()) {
    const [org, role, activity] = [`org-${number}`, 'role', `act-${number}`];
    const v = new Values(part, 'zf');
    vocabulary.push(`  - ${JSON.stringify({ id: activity, name: v.one('activity'), definition: v.one('definition'), cues: ['never said'] })}`);
    synonyms.push(`  - ${JSON.stringify({ id: activity, words: [`ordinary${number}`, ...v.each('synonym')], note: v.one('synonymnote') })}`);
    await catalog.write(`organisations/${org}.md`, organisation(v, number));
    await catalog.write(`standards/std-${number}.md`, standard(v, number));
    const own = raw.filter((payload) => part.map(clean).includes(payload));
    await catalog.write(`roles/${org}/${role}/draft.md`, matter(facts(v, org)) + body(v, activity, own));
    made.push({ id: `${org}/${role}`, organisation: org, activity, standard: `std-${number}`, part, values: v });
    fields = v.fields.length + 3;
    placements += fields * part.length;
  }
  await catalog.write('vocabulary/activities.yaml', `${vocabulary.join('\n')}\n`);
  await catalog.write('vocabulary/synonyms.yaml', `${synonyms.join('\n')}\n`);
  for (const role of made) {
    await catalog.publish(role.id, ...said(role.part, 'zf'));
  }
  // A second revision of each: every fact and every text is another, and one payload is gone.
  for (const [number, role] of made.entries()) {
    await catalog.must('revise', role.id);
    const path = `roles/${role.id}/draft.md`;
    const head = (await catalog.read(path)).split('\n---\n')[0].replaceAll(' zf', ' zg');
    const v = new Values([...role.part.slice(1), ...PARTS[(number + 1) % PARTS.length].slice(0, 2)], 'zg');
    await catalog.write(path, `${head}\n---\n\n${body(v, role.activity, [])}`);
    await catalog.publish(role.id, ...said([...role.part].reverse(), 'zg'));
    // What the second revision shows: the facts of the first under its own mark, and its own words.
    role.values = { part: v.part, fields: role.values.fields };
  }
  return { catalog, roles: made, fields, placements, raw };
}
