// The preview beside the form: the reader's page in a frame, at the width of a phone or a desk, light or dark.
// Without this script the same button opens it in a tab of its own.
const form = document.querySelector("form[data-autosave]")
const button = form?.querySelector("[data-preview]")
const dialog = document.getElementById("preview")

if (button && dialog) {
  const frame = document.createElement("iframe")
  frame.name = button.formTarget
  frame.title = "The story as readers get it"
  frame.setAttribute("sandbox", "allow-same-origin allow-popups") // no script of the page runs here
  dialog.querySelector("[data-frame]").append(frame)
  let timer, place = 0, scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"

  const paint = () => {
    const page = frame.contentDocument?.documentElement
    if (page) page.style.colorScheme = scheme
    frame.style.colorScheme = scheme
  }
  const refresh = () => {
    place = frame.contentWindow?.scrollY ?? 0
    form.requestSubmit(button)
  }
  const press = (pressed) => {
    for (const other of pressed.parentElement.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === pressed))
  }

  button.addEventListener("click", () => { if (!dialog.open) dialog.showModal() })
  frame.addEventListener("load", () => {
    paint()
    frame.contentWindow?.scrollTo(0, place)
    // Links lead out of the preview, not to another page within it.
    for (const link of frame.contentDocument?.querySelectorAll("a[href]:not([href^='#'])") ?? []) link.target = "_blank"
  })
  dialog.addEventListener("click", (event) => {
    const { width, scheme: wanted } = event.target.dataset
    if (width) frame.className = width
    if (wanted) {
      scheme = wanted
      paint()
    }
    if (width || wanted) press(event.target)
    if ("refresh" in event.target.dataset) refresh()
  })
  press(dialog.querySelector(`[data-scheme="${scheme}"]`))
  form.addEventListener("input", () => {
    if (!dialog.open) return
    clearTimeout(timer)
    timer = setTimeout(refresh, 1500)
  })
}
