// Whoever edits the text of a clash means to use it.
for (const clash of document.querySelectorAll(".clash")) {
  clash.querySelector(".edited")?.addEventListener("input", () => {
    clash.querySelector('input[type="radio"][value="edited"]').checked = true
  })
}
