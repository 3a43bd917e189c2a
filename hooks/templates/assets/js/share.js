/* Hands the page's address on: to the clipboard, or to what the device shares by. Without this file,
   or where neither can be done, the address stands there in words and as a QR code. */
(function (doc) {
  "use strict";
  var row = doc.querySelector("[data-share]"), address = row.getAttribute("data-share");
  var said = row.querySelector("output");
  var ways = {
    copy: navigator.clipboard && function () {
      navigator.clipboard.writeText(address).then(function () { said.textContent = said.getAttribute("data-copied"); });
    },
    send: navigator.share && function () {
      navigator.share({ title: doc.title, url: address }).catch(function () {}); // the reader thought better of it
    }
  };
  [].forEach.call(row.querySelectorAll("[data-share-by]"), function (button) {
    var act = ways[button.getAttribute("data-share-by")];
    if (!act) return;
    button.addEventListener("click", act);
    row.hidden = button.hidden = false;
  });
}(document));
