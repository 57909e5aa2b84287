//! The libraries that `tests/install` puts below target/, so that nothing is installed into the sources.

import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.env.ROLEBOOK_BROWSER_TOOLS, 'package.json'));

/** The browser's driver. */
export const { chromium } = require('playwright-core');
/** The rules of accessibility, as text to run in a page. */
export const axeSource = require('axe-core').source;
