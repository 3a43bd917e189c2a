// A box to tick for each step and each line of a checklist, made of #ticks. Nothing is stored before
// a tick; one button forgets all of this page.
(function (doc) {
  "use strict";
  var KEY = "guide-ticks " + location.pathname, parts = doc.getElementById("ticks").content.children;

  function each(selector, root, act) { [].forEach.call(root.querySelectorAll(selector), act); }

  function storage(method, value) { // without it (private mode) ticks last as long as the page
    try { return localStorage[method](KEY, value); } catch (error) { return null; }
  }

  function count(block) {
    var head = block.firstChild, total = head.children[1].max, words = head.children[0];
    var done = head.children[1].value = block.querySelectorAll(":checked").length;
    words.textContent = words.getAttribute("data-" + (done < total ? block.className : "all"))
      .replace("{done}", done).replace("{total}", total);
    head.children[2].hidden = !done;
  }

  function keep() {
    var ticked = [];
    each(".tick :checked", doc, function (box) { ticked.push(box.value); });
    storage(ticked[0] ? "setItem" : "removeItem", ticked.join(" "));
  }

  var before = " " + storage("getItem") + " ";
  each(".steps, .checklist", doc, function (block) {
    var items = block.querySelectorAll("li[id]"), head = block.insertBefore(parts[0].cloneNode(true), block.firstChild);
    [].forEach.call(items, function (item) {
      var steps = block.className === "steps", label = parts[steps ? 1 : 2].cloneNode(true), box = label.firstChild;
      var title = (item.querySelector("strong") || item).textContent.replace(/\u2060\d+/g, ""); // no source's number
      if (steps) box.setAttribute("aria-label", box.getAttribute("aria-label").replace("{step}", title));
      else while (item.firstChild) label.appendChild(item.firstChild);
      item.appendChild(label);
      box.value = item.id + "/" + items.length; // of another number of steps, it was another path
      box.checked = before.indexOf(" " + box.value + " ") >= 0;
      box.addEventListener("change", function () { count(block); keep(); });
    });
    head.children[1].max = items.length;
    head.children[2].addEventListener("click", function () {
      each(".tick :checked", doc, function (box) { box.click(); });
      block.querySelector(".tick input").focus();
    });
    count(block);
  });
}(document));
