//! What somebody may not do, in words.

use crate::app::actor::{Action, Actor, Role};
use crate::text::Lang;
use crate::text::clean::one_line;

/// Why `actor` may not do `action`, in one sentence.
pub(super) fn not_allowed(lang: Lang, actor: &Actor, action: Action) -> String {
    let (who, role, action) = (
        one_line(&actor.id),
        role(lang, actor.role),
        self::action(lang, action),
    );
    match lang {
        Lang::Vi => format!("E516 {who} ({role}) không được {action}; hãy nhờ người có quyền"),
        Lang::En => format!("E516 {who} ({role}) may not {action}; ask somebody who may"),
    }
}

/// What a role is called.
pub fn role(lang: Lang, role: Role) -> &'static str {
    match (lang, role) {
        (Lang::Vi, Role::Manager) => "người quản lý lịch trực",
        (Lang::Vi, Role::Leader) => "lãnh đạo",
        (Lang::Vi, Role::Reader) => "người xem",
        (Lang::Vi, Role::Staff) => "người trực",
        (Lang::En, Role::Manager) => "manager",
        (Lang::En, Role::Leader) => "leader",
        (Lang::En, Role::Reader) => "reader",
        (Lang::En, Role::Staff) => "staff",
    }
}

fn action(lang: Lang, action: Action) -> &'static str {
    match (lang, action) {
        (Lang::Vi, Action::See) => "xem lịch trực đã công bố",
        (Lang::Vi, Action::SeeDrafts) => "xem bản nháp và số liệu",
        (Lang::Vi, Action::SeeReasons) => "xem lý do nghỉ và lý do miễn trực",
        (Lang::Vi, Action::SeeLog) => "xem nhật ký",
        (Lang::Vi, Action::Import) => "sửa dữ liệu của cơ quan",
        (Lang::Vi, Action::Draft) => "lập bản nháp lịch trực",
        (Lang::Vi, Action::Publish) => "công bố lịch trực",
        (Lang::Vi, Action::Ask) => "đề nghị việc này",
        (Lang::Vi, Action::Decide) => "duyệt hoặc từ chối đề nghị",
        (Lang::Vi, Action::Backup) => "sao lưu",
        (Lang::Vi, Action::Restore) => "khôi phục từ bản sao lưu",
        (Lang::Vi, Action::Examine) => "kiểm tra kho lưu",
        (Lang::En, Action::See) => "see the published roster",
        (Lang::En, Action::SeeDrafts) => "see drafts and figures",
        (Lang::En, Action::SeeReasons) => "see reasons of leave and grounds of exemption",
        (Lang::En, Action::SeeLog) => "see the log",
        (Lang::En, Action::Import) => "change the office's data",
        (Lang::En, Action::Draft) => "save a draft",
        (Lang::En, Action::Publish) => "publish a roster",
        (Lang::En, Action::Ask) => "ask for this",
        (Lang::En, Action::Decide) => "approve or reject a request",
        (Lang::En, Action::Backup) => "back the store up",
        (Lang::En, Action::Restore) => "restore the store from a copy",
        (Lang::En, Action::Examine) => "check the store",
    }
}
