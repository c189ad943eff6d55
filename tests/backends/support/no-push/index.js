module.exports = class NoPush {
  send() {}
  getValidPushTypes() {
    return [];
  }
};
