//! Catalogs in folders of their own, written by the real program.

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SHIPPED = fileURLToPath(new URL('../../../catalog', import.meta.url));

/** A catalog in a temporary folder. */
export class Catalog {
  /** A copy of the catalog that ships with the program. */
  static async shipped() {
    const catalog = new Catalog(await mkdtemp(join(tmpdir(), 'rolebook-browser-')));
    await cp(SHIPPED, catalog.path, { recursive: true });
    return catalog;
  }

  constructor(folder) {
    this.folder = folder;
    this.path = join(folder, 'catalog');
    this.index = join(folder, 'index');
  }

  /** Writes a file of the catalog. */
  async write(name, text) {
    const path = join(this.path, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }

  /** Reads a file of the catalog. */
  read(name) {
    return readFile(join(this.path, name), 'utf8');
  }

  /** Runs the program; `{ code, stdout, stderr }`. */
  run(...given) {
    const own = ['--catalog', this.path, '--index', this.index];
    return new Promise((resolve) => {
      execFile(process.env.ROLEBOOK_BINARY, [...given, ...own], { maxBuffer: 1 << 26 }, (error, stdout, stderr) =>
        resolve({ code: error ? error.code : 0, stdout, stderr }),
      );
    });
  }

  /** Runs the program, which must succeed. */
  async must(...given) {
    const done = await this.run(...given);
    if (done.code !== 0) throw new Error(`rolebook ${given.join(' ')}: ${done.code}\n${done.stdout}${done.stderr}`);
    return done.stdout;
  }

  /** Publishes the draft of a role. */
  publish(role, by = 'tests', reason = 'for a test', ...more) {
    return this.must('publish', role, `--by=${by}`, `--reason=${reason}`, ...more);
  }

  /** Takes the folder away. */
  remove() {
    return rm(this.folder, { recursive: true, force: true });
  }
}
