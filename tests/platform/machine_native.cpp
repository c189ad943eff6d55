#include "platform/native/machine.hpp"

#include <doctest/doctest.h>

using namespace saddlebag;
using Encoding = port::Text::Encoding;

TEST_CASE("texts of every encoding are decoded, and invalid ones are not") {
  native::SystemText text;
  CHECK(text.decode("\xBA\xBC\xD6\xDD", Encoding::gb18030) == "杭州");
  CHECK(text.decode(std::string_view("\x6D\x67", 2), Encoding::utf16_le) == "杭");
  CHECK(text.decode(std::string_view("\x67\x6D", 2), Encoding::utf16_be) == "杭");
  CHECK(text.decode("杭州", Encoding::utf8) == "杭州");
  CHECK(text.decode("", Encoding::utf8) == "");
  CHECK_FALSE(text.decode("\xBA", Encoding::gb18030));
  CHECK_FALSE(text.decode("\xFF\xFF", Encoding::utf8));
  CHECK_FALSE(text.decode("x", Encoding::utf16_le));
  CHECK(text.decode(std::string(100'000, 'a'), Encoding::gb18030) == std::string(100'000, 'a'));
}

TEST_CASE("timers run when their time has come, and not when cancelled") {
  native::EventLoop loop;
  int ran = 0;
  loop.at(10, [&] { ran += 1; });
  std::uint32_t const cancelled = loop.at(10, [&] { ran += 100; });
  loop.cancel(cancelled);
  loop.deliver(5);
  CHECK(ran == 0);
  loop.deliver(10);
  loop.deliver(20);
  CHECK(ran == 1);
}

TEST_CASE("what a completion asks for is answered with the next delivery") {
  native::EventLoop loop;
  std::string order;
  loop.post([&] {
    order += "a";
    loop.post([&] { order += "c"; });
    order += "b";
  });
  CHECK(loop.deliver(0));
  CHECK(order == "ab");
  CHECK(loop.deliver(0));
  CHECK(order == "abc");
  CHECK_FALSE(loop.deliver(0));
}

TEST_CASE("the network is unreachable, and random bits differ") {
  native::Machine machine;
  port::Fault fault = port::Fault::none;
  machine.http.send({}, [&](port::Outcome end, port::Http::Response) { fault = end.fault; });
  machine.settle();
  CHECK(fault == port::Fault::unreachable);
  CHECK(machine.random.bits() != machine.random.bits());
  CHECK(machine.clock.unix_ms() > 1'600'000'000'000);
}

TEST_CASE("a file that cannot be read says why") {
  CHECK_FALSE(native::read_file("/tmp/saddlebag-no-such-file").outcome);
  CHECK_FALSE(native::read_file("/tmp").outcome);
}
