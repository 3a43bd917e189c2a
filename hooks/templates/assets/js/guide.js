/* Without this file a page says what was true the day it was built, with its dates spelled out.
   With it, what is true on the reader's own day. Nothing is sent; light or dark is remembered only
   once the reader has pressed the button, and only while it differs from the system's.
   For Chrome 57, Edge 18, Firefox 52, Safari 11 (2017-18) and later; where Intl knows no zones,
   the day of the build stays. */
(function (doc) {
  "use strict";
  var KEY = "guide-theme", dark = doc.getElementById("guide-dark");
  var system = matchMedia("(prefers-color-scheme: dark)"), follow = dark.media;
  // Further ahead of the build, a wrong clock is likelier than a site still in use: deadlines stay
  // as built. Not so the page's age: it matters most if the clock is right after all.
  var YEARS = 10;
  // Every zone's midnight is a quarter of an hour elsewhere. A timer for a whole day would stand
  // still while the machine sleeps, and be wrong where the clocks change.
  var QUARTER = 15 * 60 * 1000;
  var formats = {}, timer, guide = window.guide = { today: today, show: show, written: written, refreshed: [] };

  function each(selector, act) { [].forEach.call(doc.querySelectorAll(selector), act); }

  function civilDate(zone) {
    var date = {};
    try {
      formats[zone] = formats[zone] || new Intl.DateTimeFormat("en-US", {
        timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit"
      });
      formats[zone].formatToParts(new Date()).forEach(function (part) { date[part.type] = part.value; });
      return date.year + "-" + date.month + "-" + date.day;
    } catch (error) { return ""; }
  }

  // The reader's day in `zone`; none where the engine cannot tell or the clock is not believed.
  function today(zone, tellsAge) {
    var built = doc.querySelector("meta[name=guide-built]"), first = built.content;
    var now = civilDate(built.getAttribute("data-zone")), last = +first.slice(0, 4) + YEARS + first.slice(4);
    return now >= first && (tellsAge || now <= last) ? civilDate(zone) : "";
  }

  // `date` in full, as `element` says that its language writes dates: 9 mai 2022, 1er mai 2022.
  function written(date, element, form) {
    var parts = new Intl.DateTimeFormat(element.getAttribute("data-locale"), form).formatToParts(date);
    return parts.map(function (part) {
      return part.type === "day" && part.value === "1" ? element.getAttribute("data-first-day") : part.value;
    }).join("");
  }

  function sayWhenPrinted(line) {
    var said = line.querySelector("span"), form = { year: "numeric", month: "long", day: "numeric" };
    said.textContent = "";
    if (!today(undefined, true)) return; // the clock is not believed, or the engine cannot tell
    said.textContent = line.getAttribute("data-printed").replace("{date}", written(new Date(), line, form));
  }

  // What holds the focus stays until it has moved on: its words, with their date, are still true.
  function show(element, shown) {
    if (shown && !element.firstChild) element.textContent = element.getAttribute("data-says");
    if (shown || !element.contains(doc.activeElement)) element.hidden = !shown;
  }

  function decide(element) {
    var day = today(element.getAttribute("data-zone"), element.hasAttribute("data-age"));
    var after = element.getAttribute("data-after"), until = element.getAttribute("data-until");
    if (element.builtHidden === undefined) element.builtHidden = element.hidden;
    show(element, day ? (!after || day > after) && (!until || day <= until) : !element.builtHidden);
  }

  function refresh() {
    each("[data-after], [data-until]", decide);
    guide.refreshed.forEach(function (act) { act(); });
    clearTimeout(timer);
    timer = setTimeout(refresh, QUARTER - Date.now() % QUARTER);
  }

  function remembered(value) { // without storage (private mode, file://) the choice lasts one page
    try {
      if (value) localStorage.setItem(KEY, value);
      else if (value === null) localStorage.removeItem(KEY);
      else return localStorage.getItem(KEY);
    } catch (error) { return null; }
  }

  function paint(choice) {
    dark.media = choice === "dark" ? "screen" : choice ? "not all" : follow;
    each("[data-guide=theme]", function (button) {
      button.setAttribute("aria-pressed", String(choice ? choice === "dark" : system.matches));
    });
  }

  var choice = remembered();
  paint(choice);
  // While the page still comes in, each part is decided on before it is painted.
  var arrivals = window.MutationObserver && new MutationObserver(refresh);
  if (arrivals) arrivals.observe(doc, { childList: true, subtree: true });
  doc.addEventListener("DOMContentLoaded", function () {
    if (arrivals) arrivals.disconnect();
    refresh();
    paint(choice);
    each("[data-guide=search]", function (button) {
      var dialog = doc.getElementById("guide-search"), needs = dialog.getAttribute("data-needs").split(" ");
      if (!dialog.showModal) return; // before 2022: every page is one link away all the same
      button.hidden = false;
      button.addEventListener("click", function () {
        dialog.showModal();
        needs.splice(0).forEach(function (file) { // once, when search is first wanted
          var script = doc.createElement("script");
          script.onerror = function () {
            dialog.querySelector("[role=status]").textContent = dialog.getAttribute("data-failed");
          };
          script.async = false; // in their order
          script.src = file;
          doc.head.appendChild(script);
        });
      });
    });
    each("[data-guide=theme]", function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        var wanted = (choice ? choice === "dark" : system.matches) ? "light" : "dark";
        choice = wanted === (system.matches ? "dark" : "light") ? null : wanted;
        remembered(choice);
        paint(choice);
      });
    });
  });
  addEventListener("beforeprint", function () {
    each("[data-printed]", sayWhenPrinted);
    // Paper cannot be unfolded.
    each("details:not([open])", function (folded) { folded.open = folded.unfolded = true; });
  });
  addEventListener("afterprint", function () {
    each("details", function (folded) { if (folded.unfolded) folded.open = folded.unfolded = false; });
  });
  addEventListener("pageshow", refresh);
  doc.addEventListener("visibilitychange", refresh);
  if (system.addEventListener) system.addEventListener("change", function () { paint(choice); });
}(document));
