// Comfort for the upload, which works without it: files can be dropped, and what is too much is said before it is sent.
const form = document.querySelector("[data-upload]")
const input = form.querySelector('input[type="file"]')
const chosen = form.querySelector("[data-chosen]")
const state = form.querySelector("[data-state]")
const drop = form.querySelector("[data-drop]")
const button = form.querySelector('button[type="submit"]')
const mostFiles = Number(form.dataset.mostFiles)
const mostBytes = Number(form.dataset.mostBytes)

const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`)

const show = () => {
  const files = [...input.files]
  chosen.replaceChildren(
    ...files.map((file) => {
      const line = document.createElement("li")
      const isTooLarge = file.size > mostBytes
      line.textContent = `${file.name}, ${size(file.size)}${isTooLarge ? ": too large, it will not be taken" : ""}`
      line.classList.toggle("trouble", isTooLarge)
      return line
    }),
  )
  const isTooMany = files.length > mostFiles
  button.disabled = isTooMany
  state.textContent = isTooMany ? `These are ${files.length} files; up to ${mostFiles} can be sent at once.` : ""
}

const holdsFiles = (event) => event.dataTransfer?.types.includes("Files")

form.querySelector("[data-hint]").hidden = false
input.addEventListener("change", show)
document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return
  event.preventDefault()
  drop.classList.add("is-over")
})
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.classList.remove("is-over")
})
document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return
  event.preventDefault()
  drop.classList.remove("is-over")
  const files = new DataTransfer()
  for (const file of [...input.files, ...event.dataTransfer.files]) files.items.add(file)
  input.files = files.files
  show()
  input.focus()
})
form.addEventListener("submit", () => {
  state.textContent = "Sending …"
  button.disabled = true
})
// Back in the browser's history, the form is as it was left.
addEventListener("pageshow", show)
