//! The commands and their options: the whole of the command line, as `--help` prints it.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::base::Lang;
use crate::measure::View;
use crate::plan::Gain;
use crate::record::{Origin, Role};

/// 滦河：区域结对帮扶的台账、监测、测度、规划与报告
#[derive(Clone, Parser)]
#[command(name = "luanhe", version, about, max_term_width = 100)]
pub struct Args {
    /// 数据库：SQLite 文件路径，或 postgres:// 地址
    #[arg(long, global = true, default_value = "luanhe.sqlite", env = "LUANHE_DATABASE")]
    pub database: String,
    /// 密钥文件；默认与 SQLite 文件同名，扩展名为 key
    #[arg(long, global = true, env = "LUANHE_KEY")]
    pub key: Option<PathBuf>,
    /// 项目计划编号
    #[arg(long, global = true, default_value = "tj-cd", env = "LUANHE_PROGRAMME")]
    pub programme: String,
    /// 以 JSON 输出
    #[arg(long, global = true)]
    pub json: bool,
    /// 语言
    #[arg(long, global = true, default_value = "zh")]
    pub lang: Lang,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Subcommand)]
pub enum Command {
    /// 演示：写出工作簿、导入、监测、测度、写简报、开网站
    Demo(Demo),
    /// 开网站
    Serve(Serve),
    /// 导入表格；`import undo N` 撤销第 N 号记账
    Import(Import),
    /// 查看台账
    Record(Record),
    /// 监测预警
    Watch(Watch),
    /// 指标取数
    Measure(Measure),
    /// 资金安排建议
    Plan(Plan),
    /// 写报告
    Tell(Tell),
    /// 核对账链
    Verify {
        /// 纸上留存的链头（编号:哈希）
        #[arg(long)]
        head: Option<String>,
    },
    /// 重建派生数据
    Rebuild,
    /// 用户
    User(User),
    /// 手册：各条业务线怎样用
    Manual {
        /// 业务线，如 funds；不写则列出全部
        topic: Option<String>,
    },
    /// 结账：此后该期间只接受调整分录
    Close {
        /// 结账至哪一天
        #[arg(long)]
        until: String,
        #[arg(long, default_value = "")]
        reason: String,
    },
}

#[derive(Clone, clap::Args)]
pub struct Import {
    /// 台账名（如 funds），或 undo
    pub topic: String,
    /// 表格文件；撤销时为记账号
    #[arg(required = true)]
    pub files: Vec<String>,
    /// 只读不记
    #[arg(long)]
    pub dry_run: bool,
    /// 把标了错的表格写到这里；文件多于一个时为文件夹
    #[arg(long)]
    pub faults: Option<PathBuf>,
    /// 数据性质
    #[arg(long, default_value = "own")]
    pub origin: Origin,
    /// 撤销的理由
    #[arg(long, default_value = "")]
    pub reason: String,
}

#[derive(Clone, clap::Args)]
pub struct Record {
    /// 台账名
    pub register: String,
    #[command(subcommand)]
    pub command: RecordCommand,
}

#[derive(Clone, Subcommand)]
pub enum RecordCommand {
    /// 列出各行
    List {
        /// 字段=值；地区按下级一并列出
        #[arg(long)]
        filter: Vec<String>,
        /// 按字段排序；前加 - 为从大到小
        #[arg(long, allow_hyphen_values = true)]
        sort: Option<String>,
        #[arg(long, default_value_t = 50)]
        limit: usize,
        /// 按某日所知
        #[arg(long)]
        known_on: Option<String>,
    },
    /// 查看一行
    Show { id: String },
    /// 一行的历次版本
    History { id: String },
    /// 给一行附上佐证文件
    Attach {
        id: String,
        file: PathBuf,
        /// 所证内容在第几页
        #[arg(long)]
        page: Option<i64>,
        /// 名称；默认用文件名
        #[arg(long, default_value = "")]
        title: String,
    },
    /// 一行的佐证
    Attached { id: String },
    /// 办理：把一行移到下一状态
    Step {
        id: String,
        /// 下一状态，如 验收
        #[arg(long)]
        to: String,
        /// 办理的日期
        #[arg(long)]
        day: String,
        /// 批复、验收等文件的文号
        #[arg(long, default_value = "")]
        document: String,
    },
    /// 把没有解除的结对关系带到承接的项目计划（只用于 pairings）
    Carry {
        /// 承接的项目计划的编号
        #[arg(long)]
        into: String,
    },
    /// 缺佐证的行
    Lacks {
        #[arg(long)]
        filter: Vec<String>,
        #[arg(long, default_value_t = 50)]
        limit: usize,
    },
    /// 把所筛各行的佐证打成一个 zip，附目录 index.csv
    Pack {
        #[arg(long)]
        out: PathBuf,
        /// 字段=值，与网页地址相同（如 county=130825、day_from=2021-01-01、evidence=none）
        #[arg(long)]
        filter: Vec<String>,
    },
    /// 已结账期间的调整分录：字段=差额，可为负数
    Adjust {
        id: String,
        /// 字段=差额，如 amount=-1250.00
        #[arg(required_unless_present = "tally")]
        differences: Vec<String>,
        /// 入账日，须在未结账期间
        #[arg(long)]
        posted_on: String,
        /// 依据
        #[arg(long)]
        reason: String,
        /// 行数的增减：多记的行 -1，漏记的行 1
        #[arg(long, allow_hyphen_values = true)]
        tally: Option<String>,
    },
}

#[derive(Clone, clap::Args)]
pub struct Watch {
    #[command(subcommand)]
    pub command: WatchCommand,
}

#[derive(Clone, Subcommand)]
pub enum WatchCommand {
    /// 按规则全部查一遍
    Run {
        /// 截至哪一天；默认今天
        #[arg(long)]
        as_of: Option<String>,
    },
    /// 查到了什么
    Findings {
        #[arg(long, default_value = "")]
        rule: String,
        #[arg(long, default_value = "")]
        region: String,
    },
    /// 逐户筛查（由 luanhe-screen 执行）：run、explain、backtest；带 --warn 地区的，查出的户记为预警
    #[command(disable_help_flag = true)]
    Screen {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// 核销一条
    Clear {
        rule: String,
        row: String,
        #[arg(long)]
        reason: String,
    },
    /// 规则所用的门槛：数值、地区、起始日、依据，未核实的标“待核”
    Limits,
}

#[derive(Clone, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Measure {
    #[command(subcommand)]
    pub command: Option<MeasureCommand>,
    #[command(flatten)]
    pub indicator: Option<AskedIndicator>,
}

#[derive(Clone, Subcommand)]
pub enum MeasureCommand {
    /// 列出研究方法
    Studies,
    /// 研究：把一种方法用于表格或台账指标；不给 --input 则说明该方法
    Study(Study),
}

#[derive(Clone, clap::Args)]
pub struct AskedIndicator {
    /// 指标编号，如 funds.arrived
    pub id: String,
    /// 地区代码
    #[arg(long, default_value = "130800")]
    pub region: String,
    #[arg(long)]
    pub from: String,
    #[arg(long)]
    pub to: String,
    /// 按什么拆分：region、month、year、origin 或该指标的字段
    #[arg(long)]
    pub by: Option<String>,
    /// 列出背后的行
    #[arg(long)]
    pub rows: bool,
    /// 按某日所知
    #[arg(long)]
    pub known_on: Option<String>,
    /// 调整分录计入发生期（restated）还是入账期（booked）
    #[arg(long, default_value = "restated")]
    pub view: View,
}

#[derive(Clone, clap::Args)]
pub struct Study {
    /// 方法编号，如 gini
    pub id: Option<String>,
    /// 列出全部方法
    #[arg(long)]
    pub list: bool,
    /// 输入表=文件（csv、xlsx、xls、ods、parquet），可多次；输入表=ledger 取台账指标
    #[arg(long)]
    pub input: Vec<String>,
    /// 参数=值，可多次
    #[arg(long, allow_hyphen_values = true)]
    pub param: Vec<String>,
    /// 数据来自何时何处，记入运行记录
    #[arg(long, default_value = "")]
    pub vintage: String,
    /// 台账指标，以逗号分开
    #[arg(long, value_delimiter = ',')]
    pub indicators: Vec<String>,
    /// 台账指标的地区
    #[arg(long, default_value = "130800")]
    pub region: String,
    #[arg(long)]
    pub from: Option<String>,
    #[arg(long)]
    pub to: Option<String>,
    /// 附上中间量
    #[arg(long)]
    pub trace: bool,
}

#[derive(Clone, clap::Args)]
pub struct Plan {
    #[command(subcommand)]
    pub command: PlanCommand,
}

#[derive(Clone, Subcommand)]
pub enum PlanCommand {
    /// 把下一年资金安排到项目和县，并说明每项限制的代价
    Funds(PlanFunds),
}

#[derive(Clone, clap::Args)]
pub struct PlanFunds {
    /// 预算，写明单位，如 9000万
    #[arg(long, allow_hyphen_values = true)]
    pub budget: String,
    /// 各县保底、上限和产业占比（TOML，须注明依据）
    #[arg(long)]
    pub limits: Option<PathBuf>,
    /// 先保人均效益最低的县
    #[arg(long)]
    pub fair: bool,
    /// 项目整项安排：不低于最低额，或不安排
    #[arg(long)]
    pub whole: bool,
    /// 使什么最大：候选表中的每万元效益、计划受益户数或人数
    #[arg(long)]
    pub gain: Option<Gain>,
    /// 产业资金占比下限，如 50%
    #[arg(long)]
    pub industry_share: Option<String>,
    /// 算作产业的资金用途，以逗号分开；默认“产业”
    #[arg(long, value_delimiter = ',', requires = "industry_share")]
    pub industry: Vec<String>,
    /// 至多安排几个项目（项目整项安排）
    #[arg(long, allow_hyphen_values = true)]
    pub most_projects: Option<i64>,
    /// 候选项目表（CSV）；不给则取台账中未立项的项目
    #[arg(long)]
    pub candidates: Option<PathBuf>,
    /// 各县表（CSV）：人口、保底、上限
    #[arg(long)]
    pub counties: Option<PathBuf>,
}

#[derive(Clone, clap::Args)]
pub struct Tell {
    #[command(subcommand)]
    pub command: TellCommand,
}

#[derive(Clone, Subcommand)]
pub enum TellCommand {
    /// 年度简报：html、docx、xlsx、json 各一份
    Annual {
        #[arg(long)]
        year: i16,
        /// 写到哪个文件夹
        #[arg(long)]
        out: PathBuf,
        /// 上一期简报的 json，用来说明变化
        #[arg(long)]
        earlier: Option<PathBuf>,
    },
    /// 核对文稿：逐个数字与台账对照，并与文稿自身对照
    Check {
        /// 文本文件（UTF-8 或 GBK）
        file: PathBuf,
        /// 文稿写于哪一天；“累计”算到这一天，“今年”指这一年。默认今天
        #[arg(long)]
        as_of: Option<String>,
    },
}

#[derive(Clone, clap::Args)]
pub struct Demo {
    /// 只准备，不开网站
    #[arg(long)]
    pub no_serve: bool,
    /// 放在哪个文件夹；默认 luanhe-demo
    #[arg(long)]
    pub dir: Option<PathBuf>,
    /// 规模
    #[arg(long, default_value = "full")]
    pub size: DemoSize,
    #[arg(long, default_value = "127.0.0.1:8930", value_parser = super::serve::address)]
    pub listen: SocketAddr,
}

#[derive(Clone, Copy, clap::ValueEnum)]
pub enum DemoSize {
    Full,
    /// 约五千行，供试验
    Small,
}

#[derive(Clone, clap::Args)]
pub struct Serve {
    #[arg(long, default_value = "127.0.0.1:8930", value_parser = super::serve::address)]
    pub listen: SocketAddr,
}

#[derive(Clone, clap::Args)]
pub struct User {
    #[command(subcommand)]
    pub command: UserCommand,
}

#[derive(Clone, Subcommand)]
pub enum UserCommand {
    /// 添加用户；密码从标准输入读一行
    Add {
        name: String,
        #[arg(long)]
        role: Role,
        /// 地区代码前缀，可多次；不写为全部
        #[arg(long)]
        scope: Vec<String>,
        /// 最后可用之日
        #[arg(long)]
        until: Option<String>,
    },
    /// 列出用户
    List,
}
