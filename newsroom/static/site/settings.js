// What a reader chose on this device, before the page is first drawn: that is why this runs in the head, alone.
(() => {
  const root = document.documentElement;

  function apply() {
    let chosen = {};
    try {
      chosen = JSON.parse(localStorage.getItem("settings")) || {};
    } catch { /* nothing can be kept here, so nothing was */ }
    for (const name of ["theme", "text", "motion"]) {
      if (chosen[name]) root.dataset[name] = chosen[name];
      else delete root.dataset[name];
    }
    for (const color of document.querySelectorAll("meta[name=theme-color]")) {
      color.dataset.media ??= color.media;
      color.media = chosen.theme ? (color.dataset.media.includes(chosen.theme) ? "all" : "not all") : color.dataset.media;
    }
  }

  apply();
  addEventListener("storage", apply); // changed in another tab
  addEventListener("pageshow", apply); // changed on another page, and back
  addEventListener("settings", apply); // changed here
})();
