/* The last day of a period, from a date that the reader gives: nothing is sent or stored, and the
   page that is left forgets it. Without this file, or on an engine too old (see guide.js), the forms
   stay out of sight. */
(function (doc, guide) {
  "use strict";
  // Days are the midnights of UTC, in ms: no change of clocks counts.
  var DAY = 864e5;
  var LONG = { timeZone: "UTC", year: "numeric", month: "long", day: "numeric", weekday: "long" };

  function iso(day) { return new Date(day).toISOString().slice(0, 10); }

  // As last_day in hooks/guide/core/dates.py: years and months, held to the month's end, then the rest.
  function lastDay(start, within) {
    var count = { Y: 0, M: 0, W: 0, D: 0 }, from = new Date(start);
    within.replace(/(\d+)(\w)/g, function (all, number, unit) { count[unit] = +number; });
    function inMonth(more, day) {
      return Date.UTC(from.getUTCFullYear() + count.Y, from.getUTCMonth() + count.M + more, day);
    }
    var monthsEnd = new Date(inMonth(1, 0)).getUTCDate();
    return inMonth(0, Math.min(from.getUTCDate(), monthsEnd) + 7 * count.W + count.D);
  }

  // 2026-11-23, or in the language's order, "dMy" for 23/11/2026. NaN if there is no such day.
  function read(text, order) {
    var numbers = text.split(/\D+/), date = {};
    if (numbers[0].length > 2) order = "yMd";
    numbers.forEach(function (number, place) { date[order.charAt(place)] = +number; });
    var day = Date.UTC(date.y, date.M - 1, date.d), found = new Date(day);
    var exists = found.getUTCFullYear() === date.y && found.getUTCMonth() === date.M - 1;
    return exists && numbers.length === 3 ? day : NaN;
  }

  // RFC 5545, 3.1: 75 octets to a line, and no character cut.
  function folded(line) {
    var octets = 0;
    return line.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[^]/g, function (character) {
      var size = encodeURIComponent(character).replace(/%../g, "%").length, full = octets + size > 75;
      octets = full ? 1 + size : octets + size;
      return full ? "\r\n " + character : character;
    });
  }

  function download(name, content) {
    var link = doc.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: "text/calendar;charset=utf-8" }));
    link.download = name;
    doc.body.appendChild(link).click();
    doc.body.removeChild(link);
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000); // some save it late
  }

  function enable(form) {
    function find(selector) { return form.querySelector(selector); }
    function given(name) { return form.getAttribute("data-" + name); }
    function action(name) { return find("[data-action=" + name + "]"); }
    var input = find("input"), said = find("[role=status]"), actions = find(".calculator-actions");
    var box = form.parentNode, locale = given("locale"), zone = given("zone"), last = NaN, start, saidOn;

    function say(name) {
      var line = find("[data-say=" + name + "]");
      return line && said.appendChild(line.cloneNode(true));
    }

    function sayLast() {
      var time = say("last").querySelector("span").appendChild(doc.createElement("time"));
      time.setAttribute("datetime", iso(last));
      time.textContent = guide.written(last, form, LONG);
    }

    function sayDays(name, days) {
      var category = Intl.PluralRules ? new Intl.PluralRules(locale).select(days) : "other";
      var line = say(name + "-" + category) || say(name + "-other");
      line.querySelector("span").textContent = days.toLocaleString(locale);
    }

    // Both parts of a block are shown until it is known which is true.
    function showParts(known, passed) {
      [].forEach.call(box.parentNode.querySelectorAll("[data-when]"), function (part) {
        guide.show(part, !known || passed === (part.getAttribute("data-when") === "after"));
      });
    }

    function forget() {
      last = NaN;
      said.textContent = "";
      actions.hidden = true;
      input.removeAttribute("aria-invalid");
      showParts();
    }

    function answer() {
      saidOn = guide.today(zone);
      var left = (last - Date.parse(saidOn)) / DAY, passed = left < 0;
      said.textContent = "";
      sayLast();
      if (saidOn && iso(start) > saidOn) say("future");
      if (!saidOn) say("no_clock");
      else if (!left) say("today");
      else sayDays(passed ? "passed" : "left", Math.abs(left));
      if (passed) say("late");
      showParts(saidOn, passed);
      actions.hidden = false;
      guide.show(action("calendar"), !passed);
    }

    function calendar() {
      var known = {
        day: iso(last).replace(/-/g, ""),
        stamp: new Date().toISOString().replace(/[-:]|\.\d+/g, ""),
        host: location.hostname || "localhost",
        address: location.protocol === "file:" ? "" : location.href.split("#")[0].replace(/[,;]/g, "\\$&")
      };
      return given("calendar").replace(/\{(\w+)\}/g, function (all, name) { return name in known ? known[name] : all; })
        .split("\n").map(folded).join("\r\n");
    }

    function clear() {
      form.reset();
      forget();
    }

    form.addEventListener("submit", function (event) {
      var typed = input.value.trim(), wrong;
      event.preventDefault();
      forget();
      start = read(typed, given("order"));
      if (!typed && !input.validity.badInput) wrong = "no_date";
      else if (isNaN(start)) wrong = "no_day";
      else if (iso(start) < input.min || iso(start) > input.max) wrong = "too_far";
      if (!wrong) {
        last = lastDay(start, given("within"));
        return answer();
      }
      say(wrong);
      input.setAttribute("aria-invalid", "true");
      input.focus();
    });
    form.addEventListener("input", forget);
    action("calendar").addEventListener("click", function () { download(given("file"), calendar()); });
    action("clear").addEventListener("click", function () {
      clear();
      input.focus();
    });
    addEventListener("pagehide", clear); // else « back » would show it to the machine's next user
    guide.refreshed.push(function () {
      if (!isNaN(last) && guide.today(zone) !== saidOn) answer();
    });
    form.reset(); // what the browser restored on its own
    if (input.type === "date") find("small").remove(); // how to type one: of no use
    box.hidden = false;
  }

  if (window.Intl && Intl.DateTimeFormat.prototype.formatToParts) {
    [].forEach.call(doc.querySelectorAll("[data-calendar]"), enable);
  }
}(document, window.guide));
