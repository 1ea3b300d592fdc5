// "?" lists the keys, but never while somebody types.
const dialog = document.getElementById("shortcuts")
const isTyping = (target) => target.isContentEditable || target.matches("input, textarea, select, [role=textbox], [role=combobox]")

if (dialog) {
  const open = () => { if (!dialog.open) dialog.showModal() }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    event.preventDefault()
    open()
  })
  for (const button of document.querySelectorAll("[data-shortcuts]")) {
    button.hidden = false
    button.addEventListener("click", open)
  }
}
