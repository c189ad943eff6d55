#include "domain/attachments.hpp"

#include <doctest/doctest.h>

using namespace saddlebag;

namespace {

constexpr Uuid kCustomer{1, 1}, kContact{2, 1}, kDealWithFile{3, 1}, kFile{4, 1};

struct FileDesk {
  FileDesk() {
    Edit edit(store, Cause::edit);
    edit.create(Kind::customer, kCustomer).set(Kind::customer, kCustomer, "name", Value::text("Yunfan"));
    edit.create(Kind::contact, kContact).set(Kind::contact, kContact, "name", Value::text("Li Na")).set(Kind::contact, kContact, "customer", Value::reference(kCustomer));
    edit.create(Kind::opportunity, kDealWithFile).set(Kind::opportunity, kDealWithFile, "name", Value::text("Deal")).set(Kind::opportunity, kDealWithFile, "customer", Value::reference(kCustomer));
    REQUIRE(store.apply(edit.take()));
  }
  Attachment const* attach_to(Kind kind, Uuid record) {
    AttachmentDraft const draft{{kFile}, "contract.pdf", "application/pdf", 1234};
    Transaction made = attach(store, kind, record, {&draft, 1}, {});
    if (!made.empty()) REQUIRE(store.apply(std::move(made)));
    return store.find(Id<Attachment>{kFile});
  }
  Store store;
};

}  // namespace

TEST_CASE("a file attached to a deal is its customer's too, and goes with the deal") {
  FileDesk desk;
  Attachment const* const file = desk.attach_to(Kind::opportunity, kDealWithFile);
  REQUIRE(file);
  CHECK(file->name.view() == "contract.pdf");
  CHECK(file->size == 1234);
  CHECK(file->opportunity.uuid == kDealWithFile);
  CHECK(file->customer.uuid == kCustomer);
  CHECK(attached_to(*file).kind == Kind::opportunity);
  Edit edit(desk.store, Cause::edit);
  edit.erase(Kind::opportunity, kDealWithFile);
  REQUIRE(desk.store.apply(edit.take()));
  CHECK(desk.store.count(Kind::attachment) == 0);
}

TEST_CASE("a file attached to a contact is found from its customer, and goes with either") {
  FileDesk desk;
  REQUIRE(desk.attach_to(Kind::contact, kContact));
  CHECK(referring(desk.store, Kind::attachment, desk.store.field_named(Kind::attachment, "customer"), kCustomer).size() == 1);
  Edit edit(desk.store, Cause::edit);
  edit.erase(Kind::customer, kCustomer);
  REQUIRE(desk.store.apply(edit.take()));
  CHECK(desk.store.count(Kind::attachment) == 0);
}

TEST_CASE("nothing is attached to what is not there or takes no files") {
  FileDesk desk;
  CHECK_FALSE(desk.attach_to(Kind::customer, {9, 9}));
  CHECK_FALSE(desk.attach_to(Kind::stage, kDealWithFile));
}
