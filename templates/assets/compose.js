// The preview follows what is typed. Without this script the page does the same at a click on its button.
(() => {
  "use strict";
  const form = document.getElementById("compose");
  if (!form || !window.URLSearchParams) return;
  let timer = 0;
  let request = null;

  const address = () => {
    const given = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...given]) {
      if (value === "") given.delete(name);
    }
    return form.action + "?" + given;
  };

  const follow = () => {
    const target = address();
    if (request) request.abort();
    request = new XMLHttpRequest();
    request.open("GET", target);
    request.responseType = "document";
    request.onload = () => {
      const fresh = request.response && request.response.getElementById("preview");
      if (!fresh || request.status !== 200) return;
      const old = document.getElementById("preview");
      // The status stays the same element, so that screen readers say that it changed.
      const status = old.querySelector(".state");
      const words = fresh.querySelector(".state").textContent;
      fresh.querySelector(".state").replaceWith(status);
      old.replaceWith(document.adoptNode(fresh));
      if (status.textContent !== words) status.textContent = words;
      history.replaceState(null, "", target);
    };
    request.send();
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(follow, 400);
  });
})();
