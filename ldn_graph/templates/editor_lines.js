// The numbers of the lines, beside the text; that of a line with a mistake is marked until the text is changed.

/**
 * @param {HTMLElement} area
 * @param {HTMLTextAreaElement} field
 * @param {number} wrong the line with a mistake, 0 for none
 */
export const numberLines = (area, field, wrong) => {
  const numbers = document.createElement("div");
  numbers.className = "numbers";
  numbers.setAttribute("aria-hidden", "true");
  area.prepend(numbers);
  field.wrap = "off"; // so that each line is one row
  const show = () => {
    const count = field.value.split("\n").length;
    while (numbers.children.length > count) numbers.lastElementChild?.remove();
    while (numbers.children.length < count) {
      const number = document.createElement("span");
      number.textContent = String(numbers.children.length + 1);
      numbers.append(number);
    }
    numbers.scrollTop = field.scrollTop;
  };
  show();
  numbers.children[wrong - 1]?.classList.add("wrong");
  field.addEventListener("input", () => {
    numbers.querySelector(".wrong")?.classList.remove("wrong");
    field.removeAttribute("aria-invalid");
    show();
  });
  field.addEventListener("scroll", () => {
    numbers.scrollTop = field.scrollTop;
  });
};
