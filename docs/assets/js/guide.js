/* Without this file a page says what was true the day it was built, with its dates spelled out.
   With it, what is true on the reader's own day. Nothing is sent; light or dark is remembered only
   once the reader has pressed the button, and only while it differs from the system's. */
(function (doc) {
  "use strict";
  var KEY = "guide-theme", dark = doc.getElementById("guide-dark");
  var system = matchMedia("(prefers-color-scheme: dark)"), follow = dark.media;

  function each(selector, act) { [].forEach.call(doc.querySelectorAll(selector), act); }

  // Throws on an engine without time zones, before anything was changed.
  function today(zone) {
    var date = {};
    new Intl.DateTimeFormat("en-US", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" })
      .formatToParts(new Date()).forEach(function (part) { date[part.type] = part.value; });
    return date.year + "-" + date.month + "-" + date.day;
  }

  function refresh() {
    var built = doc.querySelector("meta[name=guide-built]");
    // A clock that stands before the day of the build is wrong: then the build's truth stays.
    var behind = built && today(built.getAttribute("data-zone")) < built.content;

    function show(element, shown) {
      if (element.builtHidden === undefined) element.builtHidden = element.hidden;
      element.hidden = behind ? element.builtHidden : !shown;
    }
    each(".deadline[data-last-day]", function (block) {
      var open = today(block.getAttribute("data-zone")) <= block.getAttribute("data-last-day");
      [].forEach.call(block.children, function (part) {
        show(part, open === (part.getAttribute("data-when") === "before"));
      });
    });
    each(".verified[data-review-by]", function (line) {
      var late = today(line.getAttribute("data-zone")) > line.getAttribute("data-review-by");
      each(".overdue", function (notice) { show(notice, late); });
    });
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
  doc.addEventListener("DOMContentLoaded", function () {
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
    refresh();
  });
  addEventListener("beforeprint", function () { // paper cannot be unfolded
    each("details:not([open])", function (folded) { folded.open = folded.unfolded = true; });
  });
  addEventListener("afterprint", function () {
    each("details", function (folded) { if (folded.unfolded) folded.open = folded.unfolded = false; });
  });
  addEventListener("pageshow", refresh);
  doc.addEventListener("visibilitychange", refresh);
  if (system.addEventListener) system.addEventListener("change", function () { paint(choice); });
}(document));
