// A timeline in the browser: the day is chosen by a slider, bars say what they are, and the arrow
// keys go along them. Without this file the same is in the form, the titles and the table.

const DAY = 86400000;
const form = document.getElementById("as-of-form");
const field = document.getElementById("as-of");
const rows = [...document.querySelectorAll(".row[data-spans]")].map((row) => ({
  spans: JSON.parse(row.dataset.spans),
  word: row.querySelector(".on"),
  line: row.querySelector("line.day"),
  isMembership: ["member", "party"].includes(row.querySelector(".what").textContent.trim()),
}));
const WORDS = ["certain", "presumed", "possible", "disputed", "presumed-not", "no", "unknown"];

// Days as ISO 8601 has them compare as text; the years of this axis have four digits.
const number = (day) => Date.parse(`${day}T00:00:00Z`) / DAY;
const iso = (days) => new Date(days * DAY).toISOString().slice(0, 10);

function wordOn(spans, day) {
  const span = spans.find(([from, until]) => (!from || from <= day) && (!until || day < until));
  if (!span) return "unknown";
  const [, , word, held, notHeld] = span;
  return held.includes(day) ? "certain" : notHeld.includes(day) ? "no" : word;
}

function show(day) {
  const first = number(form.dataset.first);
  const share = (number(day) - first) / (number(form.dataset.last) - first);
  const x = `${(100 * Math.min(Math.max(share, 0), 1)).toFixed(3)}%`;
  const counts = new Map();
  for (const { spans, word, line, isMembership } of rows) {
    const now = wordOn(spans, day);
    word.textContent = now;
    word.className = `on ${now}`;
    line?.setAttribute("x1", x);
    line?.setAttribute("x2", x);
    if (isMembership) counts.set(now, (counts.get(now) ?? 0) + 1);
  }
  tell(day, counts);
}

function tell(day, counts) {
  const summary = document.getElementById("on-day");
  const known = WORDS.filter((word) => counts.has(word));
  const parts = known.map((word) => {
    const part = document.createElement("span");
    part.className = `on ${word}`;
    part.textContent = `${counts.get(word)} ${word}`;
    return part;
  });
  const spaced = parts.flatMap((part) => [part, " "]);
  summary.replaceChildren(`On ${day}${known.length ? ": " : ", nothing is known of membership."}`, ...spaced);
}

function remember(day) {
  const address = new URL(location.href);
  address.searchParams.set("as-of", day);
  history.replaceState(null, "", address);
}

function addSlider() {
  const label = document.createElement("label");
  label.htmlFor = "as-of-slider";
  label.textContent = "Move the day";
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", id: "as-of-slider", step: 1 });
  slider.min = number(form.dataset.first);
  slider.max = number(form.dataset.last);
  slider.value = number(field.value);
  slider.setAttribute("aria-valuetext", field.value);
  slider.addEventListener("input", () => {
    field.value = iso(Number(slider.value));
    slider.setAttribute("aria-valuetext", field.value);
    show(field.value);
  });
  slider.addEventListener("change", () => remember(field.value));
  field.addEventListener("change", () => {
    if (!field.value) return;
    slider.value = number(field.value);
    show(field.value);
    remember(field.value);
  });
  const box = document.createElement("div");
  box.className = "slide";
  box.append(label, slider);
  form.querySelector("button").before(box);
}

function sayWhatIsPointedAt() {
  const chart = document.querySelector(".chart");
  const said = document.createElement("p");
  said.className = "pointed";
  chart.after(said);
  const say = (event) => {
    const bar = event.target.closest(".lane a, .lane .sign");
    const lane = bar?.closest(".row");
    const title = bar?.querySelector("title")?.textContent;
    if (lane) said.textContent = [".who", ".what"].map((part) => lane.querySelector(part).textContent).concat(title).join(" – ");
  };
  chart.addEventListener("pointerover", say);
  chart.addEventListener("focusin", say);
}

function moveWithArrows() {
  document.querySelector(".chart").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const row = event.target.closest(".row");
    if (!step || !row) return;
    const stops = [row.querySelector(".who"), ...row.querySelectorAll(".lane a")];
    const here = stops.findIndex((stop) => stop === event.target);
    const next = stops[here + step];
    if (here < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });
}

if (document.querySelector(".chart")) {
  if (form.dataset.first && field.value) addSlider();
  sayWhatIsPointedAt();
  moveWithArrows();
}
