/* Searches the index that the build made (search/). What is typed goes nowhere. Accents and case
   make no difference; a word is found by its stem. guide.js fetches both when search is opened. */
(function (doc, index) {
  "use strict";
  var MOST = 20, BEFORE = 20, EXCERPT = 70; // results shown; words and spaces of an excerpt
  var BREAKS = /([\s.,;:!?()[\]«»"„“”'’/…–—،؛؟-]+)/; // kept by split(): odd parts
  // Marks over and under letters, what only stretches a word, and letters often typed as another.
  var MARKS = /[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]/g;
  var ALIKE = { œ: "oe", ß: "ss", ı: "i", ى: "ي", ة: "ه" };
  var dialog = doc.getElementById("guide-search"), field = dialog.querySelector("input");
  var list = dialog.querySelector("ol"), status = dialog.querySelector("[role=status]");

  function told(name) { return dialog.getAttribute("data-" + name); }

  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(MARKS, "").replace(/[œßıىة]/g, function (one) { return ALIKE[one]; });
  }

  var beginnings = new RegExp("^(?:" + fold(index.beginnings) + ")(?=...)");
  var endings = new RegExp("(" + (index.beginnings ? "..." : "....") + "+?)(" + fold(index.endings) + ")$");

  function bare(word) { return word.replace(beginnings, ""); } // without what is written on to it: « ال »

  function words(text) {
    return fold(text).split(BREAKS).filter(function (word, at) { return word && at % 2 === 0; }).map(bare);
  }

  function stem(word) { return word.replace(endings, "$1"); }

  function hay(text) { return " " + words(text).join(" "); }

  function count(where, stem, most) { return Math.min(where.split(" " + stem).length - 1, most); }

  var sections = [];
  index.pages.forEach(function (page) {
    page.sections.forEach(function (one) { // its id, heading and text
      sections.push({
        href: told("root") + page.url + (one[0] && "#" + one[0]), title: page.title, heading: one[1], text: one[2],
        inTitle: hay(page.title), inHeading: hay(one[1]), inText: hay(one[2])
      });
    });
  });

  // How many of the words a section has, then how well: a heading says more than a mention.
  function weigh(section, stems) {
    var found = { section: section, has: 0, weight: 0 }, own = 0;
    stems.forEach(function (stem) {
      var here = 9 * count(section.inHeading, stem, 1) + count(section.inText, stem, 4);
      var weight = here + 5 * count(section.inTitle, stem, 1);
      own += here;
      found.has += weight > 0;
      found.weight += weight;
    });
    if (!own) found.has = 0; // the page's title alone would list every section of it
    return found;
  }

  function find(stems) {
    var most = 1, found = sections.map(function (section) {
      var one = weigh(section, stems);
      most = Math.max(most, one.has);
      return one;
    });
    return found.filter(function (one) { return one.has === most; })
      .sort(function (a, b) { return b.weight - a.weight; }); // equals stay in the guide's order
  }

  function add(parent, name, text) {
    var made = doc.createElement(name);
    made.textContent = text;
    return parent.appendChild(made);
  }

  function show(section, stems) {
    var link = add(add(list, "li", ""), "a", ""), parts = section.text.split(BREAKS);
    var meant = parts.map(function (part) {
      return stems.some(function (stem) { return !bare(fold(part)).indexOf(stem); });
    });
    var from = Math.max(0, meant.indexOf(true) - BEFORE), to = from + EXCERPT;
    link.href = section.href;
    add(link, "strong", section.heading);
    if (section.heading !== section.title) add(link, "em", section.title);
    var excerpt = add(link, "span", from ? "…\u00a0" : "");
    parts.slice(from, to).forEach(function (part, at) { add(excerpt, meant[from + at] ? "mark" : "span", part); });
    if (to < parts.length) add(excerpt, "span", "…");
  }

  function answer() {
    var asked = words(field.value).filter(function (word) { return word[1]; }), stems = asked.map(stem);
    var found = asked[0] ? find(stems) : [], number = found.length;
    var said = !number ? "none" : number < 2 ? "one" : number > MOST ? "most" : "many";
    list.textContent = "";
    found.slice(0, MOST).forEach(function (one) { show(one.section, stems); });
    status.textContent = asked[0] ? index.said[said].replace("{number}", number).replace("{shown}", MOST) : "";
  }

  field.addEventListener("input", answer);
  field.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && list.firstChild) list.querySelector("a").focus(); // a phone's keys fold away
  });
  dialog.addEventListener("click", function (event) { // on « close », on a result, or beside the dialog
    if (event.target === dialog || event.target.closest("button, a")) dialog.close();
  });
  answer();
}(document, window.guideIndex));
