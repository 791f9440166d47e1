import { CodeTable, codeValue as value } from './table.ts';

export const STATUSES = new CodeTable([
  value('active', '在职', 'in work', ['11', '1101'], ['在职职工']),
  value('retired', '退休', 'retired', ['12', '1204'], ['退休人员', '提前退休']),
  value(
    'minor',
    '未成年居民',
    'minor',
    ['14', '1401', '1402', '1403', '1404', '1405'],
    ['未成年', '学生儿童', '新生儿', '学龄前', '学龄前儿童', '中小学生', '大学生', '未入学'],
  ),
  value(
    'adult',
    '成年居民',
    'adult resident',
    ['15', '151', '1701'],
    ['居民成年', '成年', '劳动年龄', '城乡居民'],
  ),
  value('senior', '老年居民', 'senior resident', ['16'], ['居民老年', '老年']),
  value('retired_cadre', '离休', 'retired cadre', ['13'], ['离休人员']),
  value('disabled_veteran', '一至六级残疾军人', 'disabled veteran', ['33'], ['残疾军人', '残军']),
  value('old_worker', '建国前参加工作的老工人', 'worker since before 1949', ['34'], ['建国前老工人']),
  value('other', '其他人员', 'other person', ['99'], ['其他']),
]);

/** Groups whose care is paid by schemes of their own: a basic scheme that does not speak of them may not be theirs. */
export const APART_STATUSES: readonly string[] = ['retired_cadre', 'disabled_veteran', 'old_worker'];

export const ASSISTANCE_GROUPS = new CodeTable([
  value('none', '无', 'none', [], ['否', '不是救助对象']),
  value('extreme_poverty', '特困人员', 'extreme poverty', [], ['特困']),
  value(
    'minimum_living',
    '低保对象',
    'minimum living allowance',
    [],
    ['低保', '低保家庭成员', '最低生活保障'],
  ),
  value('near_minimum', '低保边缘家庭成员', 'near the minimum allowance', [], ['低保边缘']),
  value(
    'relapse_risk',
    '防止返贫监测对象',
    'at risk of falling back into poverty',
    [],
    ['防止返贫监测', '返贫监测', '监测对象'],
  ),
  value(
    'illness_poverty',
    '因病致贫重病患者',
    'impoverished by serious illness',
    [],
    ['因病致贫重病', '因病致贫'],
  ),
  value('registered_poor', '建档立卡贫困人口', 'registered poor', [], ['建档立卡', '建档立卡贫困户']),
  value(
    'low_income_ill',
    '低收入家庭重病患者或60岁以上老年人',
    'low income and seriously ill or 60 and older',
    [],
    ['低收入重病或60岁以上', '低收入重病'],
  ),
  value(
    'bereaved_one_child',
    '低收入家庭独生子女伤残或死亡的父母',
    'parents whose only child died or is disabled',
    [],
    ['独生子女伤残死亡父母'],
  ),
  value('orphan', '孤儿', 'orphan', [], ['事实无人抚养儿童']),
  value('relapsed_poverty', '返贫致贫人口', 'fallen back into poverty', [], ['返贫致贫']),
  value('entitled_poor', '特困优抚对象', 'poor with special entitlement', [], ['优抚对象']),
  value('low_income', '低收入家庭', 'low-income family', [], ['低收入', '低收入家庭成员']),
]);

/** Civil servants by rank: the aid they get may go by it (national `cvlserv_flag` tells only whether). */
export const CIVIL_SERVANTS = new CodeTable([
  value('none', '非公务员', 'no civil servant', ['0'], ['无', '否', '不是', 'false']),
  value('ordinary', '一般公务员', 'ordinary civil servant', ['1'], ['公务员', '是', 'true']),
  value('county', '县处级', 'county or division rank', [], ['县级', '处级']),
  value('bureau', '厅局级', 'bureau rank', [], ['厅级', '局级']),
]);

export const DISABILITIES = new CodeTable([
  value('none', '无残疾', 'not disabled', [], ['无', '否']),
  value('disabled', '残疾人', 'disabled', [], ['残疾']),
  value('no_work_capacity', '丧失劳动能力的残疾人', 'disabled and unable to work', [], ['丧失劳动能力']),
]);

export const DELIVERIES = new CodeTable([
  value('vaginal', '顺产', 'vaginal birth'),
  value('caesarean', '剖宫产', 'caesarean section', [], ['剖腹产', 'cesarean']),
]);

/** Levels for the deductible (national `dedc_hosp_lv`). */
export const LEVELS = new CodeTable([
  value(
    'community',
    '社区/乡镇',
    'community or township',
    [],
    ['社区', '乡镇', '社区卫生服务机构', '乡镇卫生院', '村卫生室'],
  ),
  value('1', '一级', 'level 1', ['1'], ['一级医院', '一级及以下', '一甲', '一乙', '一丙', 'level1']),
  value('2', '二级', 'level 2', ['2'], ['二级医院', '县级', '二甲', '二乙', '二丙', 'level2']),
  value('3', '三级', 'level 3', ['3'], ['三级医院', '市级', '三特', '三甲', '三乙', '三丙', 'level3']),
  value('provincial', '省级', 'provincial', [], ['省级医院']),
  value('other', '其他等级', 'other level', ['4'], ['其他']),
  value('unrated', '未定级', 'not rated', ['9'], ['未评级']),
]);

/** The levels that rules are written for; the others are what systems record of a hospital that has none of them. */
export const RULE_LEVELS: readonly string[] = LEVELS.ids.filter((id) => id !== 'other' && id !== 'unrated');

/** Grades (national `hosp_lv`): 1 is the best grade of level 3, not level 1. */
export const GRADES = new CodeTable([
  value('3_special', '三级特等', '3 special', ['1'], ['三特']),
  value('3a', '三级甲等', '3A', ['2'], ['三甲']),
  value('3b', '三级乙等', '3B', ['3'], ['三乙']),
  value('3c', '三级丙等', '3C', ['4'], ['三丙']),
  value('2a', '二级甲等', '2A', ['5'], ['二甲']),
  value('2b', '二级乙等', '2B', ['6'], ['二乙']),
  value('2c', '二级丙等', '2C', ['7'], ['二丙']),
  value('1a', '一级甲等', '1A', ['8'], ['一甲']),
  value('1b', '一级乙等', '1B', ['9'], ['一乙']),
  value('1c', '一级丙等', '1C', ['10'], ['一丙']),
  value('ungraded', '无等级', 'no grade', ['11'], ['未定级', '未定等']),
  value('3_ungraded', '三级无等', 'level 3 without grade', ['12']),
  value('2_ungraded', '二级无等', 'level 2 without grade', ['13']),
  value('1_ungraded', '一级无等', 'level 1 without grade', ['14']),
]);

/** The level that a grade stands for; undefined for an ungraded hospital. */
export function levelOfGrade(grade: string): string | undefined {
  return /^[123]/.test(grade) ? grade.charAt(0) : undefined;
}

export const HOSPITAL_KINDS = new CodeTable([
  value('general', '综合医院', 'general', [], ['综合']),
  value('tcm', '中医医院', 'traditional Chinese medicine', [], ['中医', '中医医疗机构']),
  value('specialist', '专科医院', 'specialist', [], ['专科']),
]);

export const REFERRALS = new CodeTable([
  value('direct', '未经转诊直接就医', 'went directly', [], ['直接就医', '未转诊', '直接']),
  value('referred', '经转诊', 'referred', [], ['转诊', '已转诊']),
  value('emergency', '急诊', 'emergency', [], ['急诊抢救']),
]);

export const FILINGS = new CodeTable([
  value('local', '参保地就医', 'in the insured place', [], ['本地', '本地就医', '市内']),
  value('filed_transfer', '转诊备案', 'filed transfer', [], ['异地转诊备案']),
  value('filed_resident', '长期异地备案', 'filed long-term residence', [], ['长期异地', '异地安置']),
  value('emergency', '异地急诊', 'emergency away', [], ['急诊']),
  value('unfiled', '异地未备案', 'away without filing', [], ['未备案']),
]);

/** Where the care was given, seen from the insured place (national `refl_type`). */
export const PLACES = new CodeTable([
  value('local', '参保市内', 'in the insured city', ['1'], ['市内', '市内转院', '本地']),
  value('in_province', '省内异地', 'elsewhere in the province', ['2'], ['省内']),
  value('other_province', '省外异地', 'in another province', ['3'], ['省外', '跨省']),
]);

export const SEXES = new CodeTable([
  value('male', '男', 'male', ['1'], ['m']),
  value('female', '女', 'female', ['2'], ['f']),
]);

/** How someone in the employees' scheme pays. */
export const EMPLOYMENTS = new CodeTable([
  value('employed', '单位职工', 'employed', [], ['职工', '有单位', '在职']),
  value('flexible', '灵活就业人员', 'flexible worker', [], ['灵活就业', '个体', 'self_employed']),
]);

/** How someone comes into a scheme. */
export const ENROLMENTS = new CodeTable([
  value('on_time', '集中缴费期参保', 'within the enrolment period', [], ['按时', '按时缴费', '集中缴费期']),
  value('late', '逾期缴费', 'after the enrolment period', [], ['逾期', '补缴', '错过集中缴费期']),
  value('newborn', '新生儿', 'newborn', [], ['新生儿参保']),
  value('student', '学生', 'student', [], ['大学生', '在校学生']),
  value('new_entrant', '首次参保', 'first cover', [], ['新参保', '初次参保']),
  value(
    'transfer',
    '由其他医保转来',
    'from another scheme',
    [],
    ['转入', '由职工医保转来', '由居民医保转来'],
  ),
  value('resumed', '中断后续保', 'after a gap', [], ['续保', '中断续保']),
]);

export const BOOLEANS = new CodeTable([
  value('true', '是', 'yes', ['1'], ['y', 't', '有', '对']),
  value('false', '否', 'no', ['0'], ['n', 'f', '无', '没有', '不是']),
]);

export const ITEM_CLASSES = new CodeTable([
  value('A', '甲类', 'class A', ['01'], ['1', '甲']),
  value('B', '乙类', 'class B', ['02'], ['2', '乙']),
  value('C', '丙类', 'class C', ['03'], ['3', '丙', '自费']),
]);
