/** Words for the engines that index words: Latin ones as they stand, Chinese ones character by character. */
export const tokenize = (text) => text.match(/\p{Script=Han}|[^\s\p{P}\p{Script=Han}]+/gu) ?? [];
