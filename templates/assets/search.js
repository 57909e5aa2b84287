// Results as one types, and the titles of ticked roles at the foot. Without this script the page does the same at a click.
(() => {
  "use strict";
  const form = document.getElementById("search");
  const box = document.getElementById("q");
  if (!form || !box || !window.URLSearchParams) return;
  const pause = 120;
  let timer = 0;
  let asked = 0;
  let request = null;

  const address = () => {
    const given = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...given]) {
      if (value === "" && name !== "q") given.delete(name);
    }
    return form.action + "?" + given;
  };

  // The page of an address, parsed by the browser; no script in it runs, and no text of it becomes HTML here.
  const fetchPage = (target, typing, then) => {
    if (request) request.abort();
    request = new XMLHttpRequest();
    const own = ++asked;
    request.open("GET", target + (typing ? "&typing=true" : ""));
    request.responseType = "document";
    request.onload = () => {
      if (own === asked && request.response) then(request.response, request.status);
    };
    request.send();
  };

  const show = (page, target, status) => {
    const found = page.getElementById("found");
    // What is wrong with an address says its own page.
    if (!found || status !== 200) return;
    const old = document.getElementById("found");
    const open = document.getElementById("filters").open;
    const held = document.activeElement && old.contains(document.activeElement) ? document.activeElement : null;
    const before = document.getElementById("status");
    const after = found.querySelector("#status");
    // The status stays the same element, so that screen readers say that it changed.
    const words = after.textContent;
    after.replaceWith(before);
    old.replaceWith(document.adoptNode(found));
    if (before.textContent !== words) before.textContent = words;
    document.getElementById("filters").open = open;
    if (held) {
      // Who asked for more values of a fact goes on at the first of them.
      const again = held.name === "more"
        ? document.querySelector(`#filter-${held.value} li:nth-child(${held.closest("fieldset").querySelectorAll("li").length + 1}) input`)
        : held.value && held.name
          ? document.querySelector(`#found [name="${held.name}"][value="${CSS.escape(held.value)}"]`)
          : document.getElementById(held.id);
      if (again) again.focus({ preventScroll: true });
    }
    document.title = page.title;
    history.replaceState(null, "", target);
    gather();
  };

  const ask = (typing, more) => {
    const target = address() + (more ? "&more=" + more : "");
    fetchPage(target, typing, (page, status) => show(page, target, status));
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask(true), pause);
  });
  form.addEventListener("change", (event) => {
    if (event.target !== box && event.target.form === form) ask(false);
  });
  form.addEventListener("click", (event) => {
    const more = event.target.closest("button.more");
    if (!more) return;
    event.preventDefault();
    ask(false, more.value);
  });
  form.addEventListener("submit", (event) => {
    // A whole search is a step in the history; typing is not.
    event.preventDefault();
    clearTimeout(timer);
    asked += 1;
    location.href = address();
  });

  // Ticked roles
  const compare = document.getElementById("compare");
  const gather = () => {
    if (!compare) return;
    const ticked = [...document.querySelectorAll("input[form=compare]:checked")];
    const titles = ticked.map((tick) => tick.closest("article").querySelector("h2").textContent.trim());
    const words = compare.querySelector(".ticked");
    const button = compare.querySelector("button");
    compare.classList.toggle("some", ticked.length > 0);
    words.textContent = titles.length === 0 ? "Tick roles above to compare them." : titles.join(" · ");
    button.textContent = titles.length > 1 ? `Compare ${titles.length} roles` : "Compare ticked roles";
  };
  document.addEventListener("change", (event) => {
    if (event.target.form === compare) gather();
  });
  gather();
})();
