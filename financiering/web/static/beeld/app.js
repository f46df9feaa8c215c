// Two comforts that need a script; every page works without it.
"use strict";

// A print button only appears where something can print.
for (const knop of document.querySelectorAll("[data-druk-af]")) {
  knop.hidden = false;
  knop.addEventListener("click", () => window.print());
}

// Paper cannot be unfolded: the tables beside the pictures open for printing, and close again.
let gesloten = [];
window.addEventListener("beforeprint", () => {
  gesloten = [...document.querySelectorAll(".grafiek-tabel:not([open])")];
  for (const vouw of gesloten) vouw.open = true;
});
window.addEventListener("afterprint", () => {
  for (const vouw of gesloten) vouw.open = false;
});
