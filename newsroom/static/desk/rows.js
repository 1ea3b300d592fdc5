// Comfort for ordered rows, which work without it: add a row, move it, and the order numbers follow.
for (const rows of document.querySelectorAll("[data-rows]")) {
  if (rows.matches(":disabled, :disabled *")) continue
  const prefix = rows.dataset.rows
  const total = rows.querySelector(`[name="${prefix}-TOTAL_FORMS"]`)
  const add = rows.querySelector("[data-add]")

  const number = () => {
    const all = rows.querySelectorAll(":scope > [data-row]")
    all.forEach((row, index) => {
      row.querySelector("[data-number]").textContent = index + 1
      row.querySelector(".row-order").value = index + 1
      row.querySelector('[data-move="up"]').disabled = index === 0
      row.querySelector('[data-move="down"]').disabled = index === all.length - 1
      row.querySelector("[data-moves]").hidden = false
    })
  }

  rows.addEventListener("click", (event) => {
    const move = event.target.dataset.move
    const row = event.target.closest("[data-row]")
    if (!move) return
    if (move === "up") row.previousElementSibling.before(row)
    else row.nextElementSibling.after(row)
    number()
    event.target.focus()
    rows.dispatchEvent(new Event("input", { bubbles: true }))
  })

  rows.classList.add("has-moves")
  number()
  add.hidden = false
  add.querySelector("button").addEventListener("click", () => {
    const row = rows.querySelector("[data-empty-row]").content.firstElementChild.cloneNode(true)
    for (const element of row.querySelectorAll("*")) {
      for (const name of ["id", "name", "for", "aria-describedby"]) {
        const value = element.getAttribute(name)
        if (value?.includes("__prefix__")) element.setAttribute(name, value.replace("__prefix__", total.value))
      }
    }
    const all = rows.querySelectorAll(":scope > [data-row]")
    all[all.length - 1].after(row)
    total.value = Number(total.value) + 1
    number()
    // Django's own script turns long lists into a search when it hears this.
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: prefix } }))
    row.querySelector("input, select, textarea").focus()
  })
}
