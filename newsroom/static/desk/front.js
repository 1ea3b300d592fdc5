// Comfort for the front page tool, which works without it: order, move and take out at once, by button or by drag.
const form = document.querySelector(".desk-front form[data-guard]")
const lists = [...form.querySelectorAll("[data-slot]")]
const said = form.querySelector("[data-said]")

form.addEventListener("input", () => { form.querySelector("[data-unsaved]").hidden = false })

const changed = (pick) => {
  for (const list of lists)
    for (const other of list.querySelectorAll("[data-pick]")) other.querySelector('[name="place"]').value = list.dataset.slot
  form.dispatchEvent(new Event("input", { bubbles: true }))
  const list = pick.closest("[data-slot]")
  const headline = pick.querySelector("[data-headline]").textContent
  const place = list && [...list.children].indexOf(pick) + 1
  said.textContent = list ? `${headline}: ${list.dataset.name}, ${place} of ${list.children.length}` : `${headline}: taken out`
}

const step = (pick, isUp) => {
  const list = pick.closest("[data-slot]")
  const sibling = isUp ? pick.previousElementSibling : pick.nextElementSibling
  const next = lists[lists.indexOf(list) + (isUp ? -1 : 1)]
  if (sibling && isUp) sibling.before(pick)
  else if (sibling) sibling.after(pick)
  else if (!next) return
  else if (isUp) next.append(pick)
  else next.prepend(pick)
  changed(pick)
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button")
  const pick = button?.closest("[data-pick]")
  if (!pick) return
  event.preventDefault()
  if (button.name === "move") {
    step(pick, button.value.startsWith("up"))
    button.focus()
  } else {
    const next = (pick.nextElementSibling ?? pick.previousElementSibling)?.querySelector("button")
    pick.remove()
    changed(pick)
    ;(next ?? form.querySelector('[name="q"]')).focus()
  }
})

form.addEventListener("change", (event) => {
  if (event.target.name !== "place") return
  const pick = event.target.closest("[data-pick]")
  lists.find((list) => list.dataset.slot === event.target.value).append(pick)
  changed(pick)
  event.target.focus()
})

let dragged = null
for (const pick of form.querySelectorAll("[data-pick]")) pick.draggable = true
form.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-pick]")
  if (!dragged || event.target !== dragged) return
  event.dataTransfer.effectAllowed = "move"
  event.dataTransfer.setData("text/plain", "")
  dragged.classList.add("is-dragged")
})
form.addEventListener("dragover", (event) => {
  const list = event.target.closest("[data-slot], .slot")?.closest(".slot")?.querySelector("[data-slot]")
  if (!dragged || !list) return
  event.preventDefault()
  const after = [...list.querySelectorAll("[data-pick]:not(.is-dragged)")].find((other) => {
    const box = other.getBoundingClientRect()
    return event.clientY < box.top + box.height / 2
  })
  if (after) after.before(dragged)
  else list.append(dragged)
})
form.addEventListener("drop", (event) => { if (dragged) event.preventDefault() })
form.addEventListener("dragend", () => {
  if (!dragged) return
  dragged.classList.remove("is-dragged")
  changed(dragged)
  dragged = null
})
