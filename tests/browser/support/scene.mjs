//! What nearly every test file begins with: a catalog, the program that serves it, a browser.

import { after, before } from 'node:test';

import { launch, reader } from './browser.mjs';
import { fullCatalog } from './every_page.mjs';
import { serve } from './server.mjs';

/** Sets the scene before the tests of a file, and takes it away after them. `settings` are those of `serve`. */
export function scene(makeCatalog = fullCatalog, settings = {}) {
  const scene = {};
  before(async () => {
    scene.catalog = await makeCatalog();
    scene.server = await serve(scene.catalog, settings);
    scene.browser = await launch();
    /** A reader with a window; see `reader`. */
    scene.reader = (window) => reader(scene.browser, scene.server, window);
  });
  after(async () => {
    await scene.browser?.close();
    await scene.server?.stop();
    await scene.catalog?.remove();
  });
  return scene;
}
