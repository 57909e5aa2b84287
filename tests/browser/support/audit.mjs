//! What a page consists of, looked through for anything that could run, load or lead away: also what nobody has clicked.

/** To run in a page: what in `root` is none of the page's own making, a line each. */
export function foreignParts(root) {
  const KNOWN = new Set(
    ('html head meta title link script body a header nav ul ol li form label input button main footer p h1 h2 h3 h4 h5 h6 dl dt dd div ' +
      'section article aside details summary span svg rect circle table caption thead tbody tr th td code pre q cite abbr ins del mark em strong sup br ' +
      'select option fieldset legend textarea time noscript').split(' '),
  );
  const NEVER = /^(on|style$|srcdoc$|is$|contenteditable$|accesskey$|popover|xlink:|srcset$|background$|ping$|slot$|shadowroot|data-bind$|v-|x-|hx-|ng-)/;
  const found = [];
  const say = (element, why) => found.push(`${why}: ${element.outerHTML.slice(0, 160)}`);
  for (const element of root.querySelectorAll('*')) {
    const name = element.localName;
    if (!KNOWN.has(name)) say(element, 'element');
    for (const { name: attribute, value } of element.attributes) {
      if (NEVER.test(attribute)) say(element, `attribute ${attribute}`);
      if (attribute === 'autofocus' && element.id !== 'q') say(element, 'autofocus');
      if (['href', 'src', 'action', 'formaction'].includes(attribute)) {
        const own = /^(\/(?![/\\])|#|\?|$)/.test(value);
        const outside = name === 'a' && attribute === 'href' && /^(https?:\/\/|mailto:)/i.test(value);
        if (!own && !outside) say(element, `address ${value}`);
      }
    }
    const data = name === 'script' && element.type === 'application/ld+json';
    if (name === 'script' && !data && !/^\/assets\/[a-z-]+-[0-9a-f]+\.js$/.test(element.getAttribute('src') ?? '')) say(element, 'script');
    if (name === 'script' && (data ? element.textContent.includes('<') : element.textContent)) say(element, 'script with words');
    if (name === 'link' && element.rel === 'stylesheet' && !/^\/assets\//.test(element.getAttribute('href'))) say(element, 'stylesheet');
    if (name === 'meta' && element.httpEquiv && !(element.httpEquiv === 'refresh' && element.content === '2')) say(element, 'meta');
  }
  return found;
}
