//! The columns of each office's sheets, register by register, in the words that the offices use.
//! A group of columns that ends in ¥ is of money, and may carry the unit.

use super::sheet::{Column, NUMBER, col};

pub const PROGRAMMES: &[Column] = &[
    col("code", "编号", 12.0),
    col("name", "项目计划名称", 30.0),
    col("name_en", "英文名称", 30.0),
    col("kind", "类型", 10.0),
    col("helper_region", "支援方", 12.0),
    col("helped_region", "被帮扶方", 12.0),
    col("from_day", "开始日期", 14.0),
    col("until_day", "结束日期", 14.0),
    col("basis", "文件依据", 36.0),
    col("follows", "承接的项目计划", 14.0),
];

pub const OFFICES: &[Column] = &[
    NUMBER,
    col("name", "机构名称", 34.0),
    col("aliases", "简称", 30.0),
    col("kind", "单位性质", 12.0),
    col("region", "所在县区", 18.0),
    col("duty", "职责", 12.0),
    col("parent", "隶属单位", 30.0),
];

pub const DOERS: &[Column] = &[
    NUMBER,
    col("name", "单位名称", 34.0),
    col("aliases", "曾用名", 30.0),
    col("uscc", "统一社会信用代码", 24.0),
    col("kind", "单位类别", 16.0),
    col("region", "注册地", 20.0),
    col("duty", "在项目中的职责", 12.0),
    col("parent", "主管部门", 24.0),
    col("founded_on", "登记日期", 14.0),
];

pub const PEOPLE_ONE_ROW: &[Column] = &[
    NUMBER,
    col("household", "户编号", 15.0),
    col("household_type", "户类型", 13.0),
    col("name", "姓名", 10.0),
    col("relation", "与户主关系", 10.0),
    col("id_number", "公民身份号码", 21.0),
    col("sex", "性别", 5.0),
    col("born_on", "出生日期", 12.0),
    col("ethnicity", "民族", 7.0),
    col("region", "县乡村", 22.0),
    col("health", "健康状况", 11.0),
    col("disability_level", "残疾等级", 8.0),
    col("labour", "劳动技能", 18.0),
    col("phone", "联系电话", 13.0),
    col("bank_account", "一卡通账号", 22.0),
    col("identified_on", "识别时间", 12.0),
    col("cadre_tie", "是否村干部家属", 11.0),
    col("died_on", "死亡时间", 12.0),
];

pub const PEOPLE_TWO_ROWS: &[Column] = &[
    NUMBER,
    col("household", "户编码", 15.0).over("户信息"),
    col("household_type", "农户类型", 13.0).over("户信息"),
    col("region", "县乡村", 24.0).over("户信息"),
    col("name", "成员姓名", 10.0).over("成员信息"),
    col("id_number", "证件号码", 21.0).over("成员信息"),
    col("relation", "家庭关系", 9.0).over("成员信息"),
    col("born_on", "出生年月日", 12.0).over("成员信息"),
    col("ethnicity", "民族", 7.0).over("成员信息"),
    col("health", "健康情况", 11.0).over("成员信息"),
    col("disability_level", "残疾级别", 8.0).over("成员信息"),
    col("labour", "劳动力状况", 18.0).over("成员信息"),
    col("phone", "电话", 13.0).over("联系方式"),
    col("bank_account", "开户账号", 22.0).over("联系方式"),
    col("identified_on", "人员识别时间", 13.0),
    col("", "核查人", 8.0),
];

pub const PEOPLE_SHORT: &[Column] = &[
    NUMBER,
    col("name", "人员姓名", 10.0),
    col("id_number", "身份证号码", 21.0),
    col("household", "户号", 15.0),
    col("household_type", "家庭类型", 13.0),
    col("relation", "户主关系", 9.0),
    col("region", "行政村", 30.0),
    col("health", "身体状况", 11.0),
    col("disability_level", "残疾等级", 8.0),
    col("labour", "劳动力类型", 18.0),
    col("phone", "手机号码", 13.0),
    col("identified_on", "识别时间", 13.0),
];

pub const PROJECTS_ONE_ROW: &[Column] = &[
    NUMBER,
    col("code", "项目编号", 13.0),
    col("name", "项目名称", 34.0),
    col("brand", "品牌项目", 18.0),
    col("county", "实施县", 24.0),
    col("kind", "项目类别", 18.0),
    col("use", "资金投向", 10.0),
    col("industry", "行业代码", 8.0),
    col("nature", "协作性质", 8.0),
    col("build", "建设性质", 8.0),
    col("state", "进展", 8.0),
    col("year", "实施年度", 8.0),
    col("first_phase", "首期编号", 13.0),
    col("listed_on", "入库时间", 12.0),
    col("noticed_on", "公示时间", 12.0),
    col("started_on", "实际开工日期", 12.0),
    col("due_on", "计划竣工日期", 12.0),
    col("finished_on", "竣工日期", 12.0),
    col("accepted_on", "验收时间", 12.0),
    col("unit", "责任单位", 26.0),
    col("budget", "总投资", 13.0),
    col("aid", "天津援助资金", 13.0),
    col("scope", "受益范围", 10.0),
    col("households", "计划受益户数", 10.0),
];

pub const PROJECTS_TWO_ROWS: &[Column] = &[
    NUMBER,
    col("code", "项目编号", 13.0).over("基本情况"),
    col("name", "项目名称", 34.0).over("基本情况"),
    col("brand", "品牌名称", 18.0).over("基本情况"),
    col("county", "建设地点", 24.0).over("基本情况"),
    col("kind", "项目类型", 18.0).over("基本情况"),
    col("industry", "行业代码", 8.0).over("基本情况"),
    col("nature", "协作或合作", 8.0).over("基本情况"),
    col("build", "建设性质", 8.0).over("基本情况"),
    col("first_phase", "一期项目编号", 13.0).over("基本情况"),
    col("year", "计划年度", 8.0),
    col("state", "目前状态", 8.0),
    col("listed_on", "入库日期", 12.0).over("时间进度"),
    col("noticed_on", "公示日期", 12.0).over("时间进度"),
    col("started_on", "开工日期", 12.0).over("时间进度"),
    col("due_on", "计划完工日期", 12.0).over("时间进度"),
    col("finished_on", "完工日期", 12.0).over("时间进度"),
    col("accepted_on", "验收日期", 12.0).over("时间进度"),
    col("use", "投向", 10.0).over("资金¥"),
    col("budget", "资金规模", 13.0).over("资金¥"),
    col("aid", "其中援助资金", 13.0).over("资金¥"),
    col("unit", "项目实施单位", 26.0),
    col("scope", "受益方式", 10.0),
    col("households", "计划受益户数", 10.0),
];

pub const ALLOTTED: &[Column] = &[
    NUMBER,
    col("batch", "资金批次", 13.0),
    col("stage", "资金环节", 8.0),
    col("tier", "资金级次", 8.0),
    col("giver", "支援方", 12.0),
    col("county", "受援县", 22.0),
    col("use", "资金投向", 10.0),
    col("project", "项目编号", 13.0),
    col("amount", "资金额", 14.0),
    col("day", "下达日期", 13.0),
    col("voucher", "文号", 22.0),
    col("purpose", "摘要", 34.0),
];

pub const ARRIVED: &[Column] = &[
    NUMBER,
    col("batch", "资金批次", 13.0),
    col("stage", "资金环节", 8.0),
    col("tier", "资金级次", 8.0),
    col("giver", "支援方", 12.0),
    col("county", "受援县", 22.0),
    col("use", "资金投向", 10.0),
    col("project", "项目编号", 13.0),
    col("amount", "到账金额", 14.0),
    col("day", "到账日期", 13.0),
    col("voucher", "拨款凭证", 18.0),
    col("purpose", "备注", 30.0),
];

pub const ARRIVED_TWO_ROWS: &[Column] = &[
    NUMBER,
    col("batch", "批次编号", 13.0),
    col("tier", "层级", 8.0).over("资金来源"),
    col("giver", "援助区", 12.0).over("资金来源"),
    col("county", "受援县（市、区）", 20.0),
    col("use", "使用方向", 10.0),
    col("project", "对应项目编号", 13.0),
    col("stage", "环节", 8.0).over("资金到位情况¥"),
    col("amount", "金额", 14.0).over("资金到位情况¥"),
    col("day", "日期", 13.0).over("资金到位情况¥"),
    col("voucher", "凭证编号", 22.0).over("资金到位情况¥"),
    col("purpose", "说明", 30.0),
];

pub const TRANSFERRED: &[Column] = &[
    NUMBER,
    col("batch", "批次号", 13.0),
    col("stage", "环节", 8.0),
    col("tier", "资金层级", 8.0),
    col("use", "资金用途", 10.0),
    col("giver", "支援方", 12.0),
    col("county", "受援县区", 22.0),
    col("project", "项目库编号", 13.0),
    col("amount", "拨付金额", 15.0),
    col("day", "拨付日期", 13.0),
    col("voucher", "记账凭证号", 16.0),
    col("unit", "用款单位", 28.0),
    col("purpose", "资金用途说明", 34.0),
];

pub const PAID: &[Column] = &[
    NUMBER,
    col("batch", "批次号", 13.0),
    col("stage", "环节", 8.0),
    col("tier", "资金层级", 8.0),
    col("use", "资金用途", 10.0),
    col("giver", "支援方", 12.0),
    col("county", "受援县区", 22.0),
    col("project", "项目库编号", 13.0),
    col("amount", "支付金额", 15.0),
    col("day", "支付日期", 13.0),
    col("voucher", "记账凭证号", 16.0),
    col("payee", "收款单位", 26.0).over("收款方"),
    col("payee_kind", "账户性质", 12.0).over("收款方"),
    col("account", "银行账号", 22.0).over("收款方"),
    col("purpose", "摘要", 30.0),
];

pub const BENEFICIARIES: &[Column] = &[
    NUMBER,
    col("household", "户编码", 15.0),
    col("person", "身份证号", 21.0),
    col("county", "县乡村", 24.0),
    col("way", "帮扶方式", 14.0),
    col("project", "带动项目编号", 13.0),
    col("day", "认定时间", 13.0),
    col("paid", "兑现金额", 11.0),
];

pub const BENEFICIARIES_TWO_ROWS: &[Column] = &[
    NUMBER,
    col("person", "受益人身份证号", 21.0).over("受益人"),
    col("household", "户号", 15.0).over("受益人"),
    col("county", "行政村", 30.0).over("受益人"),
    col("project", "项目代码", 13.0).over("带动情况¥"),
    col("way", "联农带农方式", 14.0).over("带动情况¥"),
    col("day", "登记日期", 13.0).over("带动情况¥"),
    col("paid", "到手金额", 11.0).over("带动情况¥"),
];

pub const OUTPUTS: &[Column] = &[
    NUMBER,
    col("project", "项目编号", 13.0),
    col("county", "所在县", 24.0),
    col("item", "产品名称", 12.0),
    col("measure", "统计口径", 10.0),
    col("quantity", "产出数量", 14.0),
    col("unit", "计量单位", 10.0),
    col("day", "统计截止日", 14.0),
];

pub const PLANTS: &[Column] = &[
    NUMBER,
    col("project", "项目编号", 13.0),
    col("county", "县区", 20.0),
    col("item", "品种", 12.0),
    col("measure", "指标", 10.0),
    col("quantity", "数量（万株）", 14.0),
    col("unit", "计量单位", 10.0),
    col("day", "截止日期", 14.0),
];

pub const POSTS: &[Column] = &[
    NUMBER,
    col("holder", "上岗人身份证号", 21.0),
    col("county", "工作地点", 26.0),
    col("kind", "岗位名称", 12.0),
    col("area", "管护区域", 12.0),
    col("from_day", "聘用日期", 13.0),
    col("until_day", "解聘日期", 13.0),
    col("wage", "月补助", 10.0),
    col("payer", "经费来源", 14.0),
    col("agreement", "协议号", 14.0),
];

pub const POSTS_TWO_ROWS: &[Column] = &[
    NUMBER,
    col("county", "所在村", 26.0),
    col("holder", "公民身份证号", 21.0),
    col("kind", "工种", 12.0).over("岗位"),
    col("area", "责任区", 12.0).over("岗位"),
    col("from_day", "协议起始日", 13.0).over("劳务协议"),
    col("until_day", "终止日期", 13.0).over("劳务协议"),
    col("agreement", "劳务协议编号", 14.0).over("劳务协议"),
    col("wage", "补贴标准", 10.0).over("月补贴¥"),
    col("payer", "补贴来源", 14.0).over("月补贴¥"),
];

pub const WAGES: &[Column] = &[
    NUMBER,
    col("holder", "身份证号", 21.0),
    col("county", "所在村", 22.0),
    col("day", "发放月份", 14.0),
    col("days_due", "应出勤", 8.0).over("考勤（天）"),
    col("days_present", "实出勤", 8.0).over("考勤（天）"),
    col("standard", "月补贴标准", 11.0).over("补贴¥"),
    col("cut", "扣款", 10.0).over("补贴¥"),
    col("paid", "实发金额", 11.0).over("补贴¥"),
    col("account", "一卡通号", 22.0),
    col("", "签字", 10.0),
];
