// Set the focal point on the picture itself, by pointer or by arrow keys, and see every crop follow.
// Without this script the two numbers do the same.
for (const crops of document.querySelectorAll("[data-focal-point]")) {
  const form = crops.closest("form")
  const inputs = ["x", "y"].map((axis) => form.querySelector(`[name="focal_point_${axis}"]`))
  if (inputs.includes(null)) continue // somebody who may look, but not change
  const [frame, whole, point, hint, plain, said] = ["frame", "whole", "point", "hint", "plain", "said"].map((name) =>
    crops.querySelector(`[data-${name}]`),
  )
  const inside = (value) => Math.min(1, Math.max(0, value))
  const read = () => inputs.map((input) => inside(Number.parseFloat(input.value) || 0))
  const percent = (value) => Math.round(value * 100)

  const show = () => {
    const [x, y] = read()
    point.style.left = `${x * 100}%`
    point.style.top = `${y * 100}%`
    const words = `Focal point: ${percent(x)} % from the left, ${percent(y)} % from the top`
    point.setAttribute("aria-label", words)
    for (const crop of crops.querySelectorAll("[data-crop]")) place(crop, x, y)
    return words
  }

  // The same rule as images/renditions.py: the point in the middle of the crop, as far as the edges allow.
  const place = (crop, x, y) => {
    const [wide, high] = crop.dataset.crop.split(":").map(Number)
    const is = whole.width / whole.height
    const wanted = wide / high
    const share = [Math.min(1, wanted / is), Math.min(1, is / wanted)]
    const position = [x, y].map((at, axis) => {
      const room = 1 - share[axis]
      const start = Math.min(Math.max(at - share[axis] / 2, 0), room)
      return room > 0.0001 ? `${(start / room) * 100}%` : "50%"
    })
    crop.style.objectPosition = position.join(" ")
  }

  const set = (x, y) => {
    const before = inputs.map((input) => input.value).join()
    inputs[0].value = inside(x).toFixed(3)
    inputs[1].value = inside(y).toFixed(3)
    const words = show()
    if (inputs.map((input) => input.value).join() === before) return
    said.textContent = `${words}. Save to keep it.`
    inputs[0].dispatchEvent(new Event("input", { bubbles: true }))
  }

  const follow = (event) => {
    const box = whole.getBoundingClientRect()
    set((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
  }

  whole.draggable = false
  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return
    event.preventDefault()
    point.focus()
    frame.setPointerCapture(event.pointerId)
    follow(event)
  })
  frame.addEventListener("pointermove", (event) => {
    if (frame.hasPointerCapture(event.pointerId)) follow(event)
  })
  point.addEventListener("keydown", (event) => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    if (!move) return
    event.preventDefault()
    const step = event.shiftKey ? 0.1 : 0.01
    const [x, y] = read()
    set(x + move[0] * step, y + move[1] * step)
  })
  for (const input of inputs) input.addEventListener("input", show)

  // From here on the crops are cut by the browser, from the whole picture.
  for (const crop of crops.querySelectorAll("[data-crop]")) {
    const [wide, high] = crop.dataset.crop.split(":")
    crop.src = whole.src
    crop.style.aspectRatio = `${wide} / ${high}`
    crop.style.objectFit = "cover"
    crop.style.blockSize = "auto"
  }
  point.hidden = hint.hidden = false
  plain.hidden = true
  frame.classList.add("can-point")
  show()
}
