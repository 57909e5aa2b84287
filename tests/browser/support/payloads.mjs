//! The collection of what somebody could try to run in a reader's browser.

import { readFileSync } from 'node:fs';

/** Every payload of payloads.txt. */
export const PAYLOADS = readFileSync(new URL('../payloads.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('## '))
  .map((line) => line.replace(/\\u\{([0-9a-f]+)\}/g, (_, code) => String.fromCodePoint(parseInt(code, 16))));

/** As a file of the catalog may hold it: control characters are refused there. */
export const clean = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '');

/** Text as Markdown that says exactly this. */
export const plainly = (text) => clean(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');

/** As a reader sees it in a page: blanks are one. */
export const seen = (text) => clean(text).replace(/\s+/g, ' ').trim();
