// The preview follows what is typed. Without this script the page does the same at a click on its button.
(() => {
  "use strict";
  const form = document.getElementById("compose");
  if (!form || !window.URLSearchParams) return;
  // What is longer than this is sent as a form: no address can hold it.
  const LONGEST = 6000;
  let timer = 0;
  let request = null;

  const typed = () => {
    const given = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...given]) {
      if (value === "") given.delete(name);
    }
    return given;
  };

  const show = (fresh) => {
    const old = document.getElementById("preview");
    // The status stays the same element, so that screen readers say that it changed.
    const status = old.querySelector(".state");
    const words = fresh.querySelector(".state").textContent;
    fresh.querySelector(".state").replaceWith(status);
    old.replaceWith(document.adoptNode(fresh));
    if (status.textContent !== words) status.textContent = words;
  };

  const follow = () => {
    const given = typed();
    const target = form.action + "?" + given;
    const fits = target.length <= LONGEST;
    if (request) request.abort();
    request = new XMLHttpRequest();
    request.open(fits ? "GET" : "POST", fits ? target : form.action);
    request.responseType = "document";
    request.onload = () => {
      const fresh = request.response && request.response.getElementById("preview");
      if (!fresh || request.status !== 200) return;
      show(fresh);
      if (fits) history.replaceState(null, "", target);
    };
    request.send(fits ? null : given);
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(follow, 400);
  });

  // Duties can be dragged by a handle; the buttons do the same for everybody.
  const duties = form.querySelector(".choose-duties");
  if (!duties) return;
  let held = null;
  for (const label of duties.querySelectorAll("li > label")) {
    const handle = document.createElement("span");
    handle.className = "handle";
    handle.draggable = true;
    handle.setAttribute("aria-hidden", "true");
    handle.textContent = "⋮⋮";
    label.parentNode.insertBefore(handle, label);
  }
  duties.addEventListener("dragstart", (event) => {
    held = event.target.closest && event.target.closest("li");
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.setDragImage(held, 0, 0);
  });
  duties.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!held || !over) return;
    event.preventDefault();
    if (over === held) return;
    const { top, height } = over.getBoundingClientRect();
    duties.insertBefore(held, event.clientY > top + height / 2 ? over.nextSibling : over);
  });
  duties.addEventListener("drop", (event) => event.preventDefault());
  duties.addEventListener("dragend", () => {
    if (!held) return;
    held = null;
    const ups = [...duties.querySelectorAll("button[name=up]")];
    const downs = [...duties.querySelectorAll("button[name=down]")];
    ups.forEach((button, at) => (button.disabled = at === 0));
    downs.forEach((button, at) => (button.disabled = at === downs.length - 1));
    follow();
  });
})();
