// Files can be dropped, and each line of a draft shows where the file says so. Without this script files are chosen and
// lines are followed by their links.
(() => {
  "use strict";
  const bring = document.getElementById("bring");
  const files = document.getElementById("files");
  if (bring && files) {
    const holdsFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
    for (const name of ["dragenter", "dragover"]) {
      document.addEventListener(name, (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        bring.classList.add("dropping");
      });
    }
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) bring.classList.remove("dropping");
    });
    document.addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      bring.classList.remove("dropping");
      if (!event.dataTransfer.files.length) return;
      files.files = event.dataTransfer.files;
      bring.requestSubmit();
    });
  }

  const reading = document.getElementById("reading");
  if (!reading) return;
  let lit = [];
  const partners = (element) => {
    const piece = element.closest(".piece");
    if (piece) return [piece, ...reading.querySelectorAll(`[data-piece="${piece.id.slice("piece-".length)}"]`)];
    const line = element.closest("[data-piece]");
    return line ? [line, document.getElementById(`piece-${line.dataset.piece}`)].filter(Boolean) : [];
  };
  const light = (event) => {
    for (const element of lit) element.classList.remove("lit");
    lit = partners(event.target);
    for (const element of lit) element.classList.add("lit");
  };
  reading.addEventListener("mouseover", light);
  reading.addEventListener("focusin", light);
  // What was corrected and not read again is not lost by a slip.
  let changed = false;
  reading.addEventListener("change", () => { changed = true; });
  reading.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
})();
