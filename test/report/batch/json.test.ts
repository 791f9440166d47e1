import { expect, it } from 'vitest';
import { summaryJson } from '../../../src/report/batch/json.ts';
import { COMPARED, EMPTY } from './summaries.ts';

it('reads like this', () => {
  expect(summaryJson(COMPARED)).toMatchInlineSnapshot(`
    "{
      "format_version": 1,
      "input": "claims.csv",
      "rows": {
        "in": 7,
        "settled": 4,
        "not_covered": 1,
        "rejected": 2,
        "blank": 1,
        "no_person": 2
      },
      "totals": {
        "medfee_sumamt": "10000.00",
        "fulamt_ownpay_amt": "1000.00",
        "overlmt_selfpay": "0.00",
        "preselfpay_amt": "0.00",
        "inscp_scp_amt": "9000.00",
        "act_pay_dedc": "1200.00",
        "hifp_pay": "6400.00",
        "hifob_pay": "0.00",
        "hifmi_pay": "600.00",
        "hifes_pay": "0.00",
        "cvlserv_pay": "0.00",
        "maf_pay": "0.00",
        "oth_pay": "0.00",
        "hosp_part_amt": "0.00",
        "fund_pay_sumamt": "7000.00",
        "psn_part_amt": "3000.00",
        "acct_pay": "1000.00",
        "psn_cash_pay": "2000.00"
      },
      "payers": [
        {
          "field": "hifp_pay",
          "label": {
            "zh": "统筹基金支付",
            "en": "Pooled fund"
          },
          "amount": "6400.00"
        },
        {
          "field": "hifob_pay",
          "label": {
            "zh": "职工大额支付",
            "en": "Large-amount aid"
          },
          "amount": "0.00"
        },
        {
          "field": "hifmi_pay",
          "label": {
            "zh": "居民大病支付",
            "en": "Serious-illness insurance"
          },
          "amount": "600.00"
        },
        {
          "field": "hifes_pay",
          "label": {
            "zh": "企业补充支付",
            "en": "Enterprise supplement"
          },
          "amount": "0.00"
        },
        {
          "field": "cvlserv_pay",
          "label": {
            "zh": "公务员补助支付",
            "en": "Civil-servant aid"
          },
          "amount": "0.00"
        },
        {
          "field": "maf_pay",
          "label": {
            "zh": "医疗救助支付",
            "en": "Medical assistance"
          },
          "amount": "0.00"
        },
        {
          "field": "oth_pay",
          "label": {
            "zh": "其他支付",
            "en": "Other payers"
          },
          "amount": "0.00"
        },
        {
          "field": "hosp_part_amt",
          "label": {
            "zh": "医院负担",
            "en": "Hospital"
          },
          "amount": "0.00"
        },
        {
          "field": "acct_pay",
          "label": {
            "zh": "个人账户支付",
            "en": "Personal account"
          },
          "amount": "1000.00"
        },
        {
          "field": "psn_cash_pay",
          "label": {
            "zh": "现金支付（含市民卡）",
            "en": "Cash (with stored-value card)"
          },
          "amount": "2000.00"
        }
      ],
      "groups": [
        {
          "by": "region",
          "label": {
            "zh": "参保地",
            "en": "region"
          },
          "groups": [
            {
              "key": "371300",
              "label": {
                "zh": "临沂市",
                "en": "Linyi"
              },
              "claims": 5,
              "not_covered": 1,
              "total": "10000.00",
              "fund": "7000.00",
              "person": "3000.00"
            }
          ]
        },
        {
          "by": "insurance",
          "label": {
            "zh": "险种",
            "en": "insurance"
          },
          "groups": [
            {
              "key": "employee",
              "label": {
                "zh": "职工基本医疗保险",
                "en": "employee basic insurance"
              },
              "claims": 3,
              "not_covered": 0,
              "total": "8000.00",
              "fund": "6000.00",
              "person": "2000.00"
            },
            {
              "key": "resident",
              "label": {
                "zh": "城乡居民基本医疗保险",
                "en": "resident basic insurance"
              },
              "claims": 2,
              "not_covered": 1,
              "total": "2000.00",
              "fund": "1000.00",
              "person": "1000.00"
            }
          ]
        },
        {
          "by": "hospital.level",
          "label": {
            "zh": "医院等级",
            "en": "hospital level"
          },
          "groups": [
            {
              "key": "3",
              "label": {
                "zh": "三级",
                "en": "level 3"
              },
              "claims": 2,
              "not_covered": 0,
              "total": "7000.00",
              "fund": "5500.00",
              "person": "1500.00"
            },
            {
              "key": "",
              "label": {
                "zh": "",
                "en": ""
              },
              "claims": 3,
              "not_covered": 1,
              "total": "3000.00",
              "fund": "1500.00",
              "person": "1500.00"
            }
          ]
        },
        {
          "by": "care",
          "label": {
            "zh": "医疗类别",
            "en": "kind of care"
          },
          "groups": [
            {
              "key": "inpatient",
              "label": {
                "zh": "住院",
                "en": "inpatient"
              },
              "claims": 5,
              "not_covered": 1,
              "total": "10000.00",
              "fund": "7000.00",
              "person": "3000.00"
            }
          ]
        }
      ],
      "shares": [
        {
          "from": 0,
          "to": 25,
          "claims": 1,
          "total": "3000.00",
          "person": "600.00"
        },
        {
          "from": 25,
          "to": 50,
          "claims": 3,
          "total": "6800.00",
          "person": "2200.00"
        },
        {
          "from": 50,
          "to": 75,
          "claims": 0,
          "total": "0.00",
          "person": "0.00"
        },
        {
          "from": 75,
          "to": 100,
          "claims": 1,
          "total": "200.00",
          "person": "200.00"
        }
      ],
      "rejects": [
        {
          "code": "NO_POLICY",
          "rows": 1,
          "first_line": 6
        },
        {
          "code": "HOUSE_CODE",
          "rows": 1,
          "first_line": 8
        }
      ],
      "notices": [
        {
          "code": "CAP_REACHED",
          "rows": 1
        }
      ],
      "policies": [
        {
          "id": "371300/employee",
          "title": {
            "zh": "临沂市职工基本医疗保险",
            "en": "Linyi employees"
          },
          "rows": 3
        },
        {
          "id": "371300/resident",
          "title": {
            "zh": "临沂市城乡居民基本医疗保险",
            "en": "Linyi residents"
          },
          "rows": 2
        }
      ],
      "comparison": {
        "leading": "hifp_pay",
        "leading_label": {
          "zh": "统筹基金支付",
          "en": "Pooled fund"
        },
        "compared": 5,
        "different": 2,
        "fields": [
          {
            "field": "hifp_pay",
            "label": {
              "zh": "统筹基金支付",
              "en": "Pooled fund"
            },
            "compared": 5,
            "equal": 3,
            "above": 1,
            "below": 1,
            "recorded": "6300.00",
            "estimated": "6400.00",
            "difference": "100.00"
          },
          {
            "field": "pool_prop_selfpay",
            "label": {
              "zh": "统筹支付比例",
              "en": "Pooled-fund ratio"
            },
            "compared": 2,
            "equal": 1,
            "above": 1,
            "below": 0,
            "recorded": null,
            "estimated": null,
            "difference": null
          }
        ],
        "reasons": [
          {
            "code": "DEDUCTIBLE_NOT_TAKEN",
            "label": {
              "zh": "起付线未扣",
              "en": "deductible not taken"
            },
            "claims": 1,
            "difference": "-200.00"
          },
          {
            "code": "UNKNOWN",
            "label": {
              "zh": "原因不明",
              "en": "not known"
            },
            "claims": 1,
            "difference": "300.00"
          }
        ],
        "groups": [
          {
            "by": "insurance",
            "label": {
              "zh": "险种",
              "en": "insurance"
            },
            "groups": [
              {
                "key": "employee",
                "label": {
                  "zh": "职工基本医疗保险",
                  "en": "employee basic insurance"
                },
                "compared": 3,
                "different": 1,
                "difference": "-200.00"
              },
              {
                "key": "resident",
                "label": {
                  "zh": "城乡居民基本医疗保险",
                  "en": "resident basic insurance"
                },
                "compared": 2,
                "different": 1,
                "difference": "300.00"
              }
            ]
          },
          {
            "by": "care",
            "label": {
              "zh": "医疗类别",
              "en": "kind of care"
            },
            "groups": [
              {
                "key": "inpatient",
                "label": {
                  "zh": "住院",
                  "en": "inpatient"
                },
                "compared": 5,
                "different": 2,
                "difference": "100.00"
              }
            ]
          }
        ],
        "largest": [
          {
            "line": 5,
            "field": "hifp_pay",
            "label": {
              "zh": "统筹基金支付",
              "en": "Pooled fund"
            },
            "recorded": "700.00",
            "estimated": "1000.00",
            "difference": "300.00",
            "reason": null
          },
          {
            "line": 2,
            "field": "hifp_pay",
            "label": {
              "zh": "统筹基金支付",
              "en": "Pooled fund"
            },
            "recorded": "1200.00",
            "estimated": "1000.00",
            "difference": "-200.00",
            "reason": {
              "code": "DEDUCTIBLE_NOT_TAKEN",
              "label": {
                "zh": "起付线未扣",
                "en": "deductible not taken"
              }
            }
          }
        ]
      }
    }
    "
  `);
});

it('leaves out the comparison where there is none, and keeps every other key', () => {
  const keys = Object.keys(JSON.parse(summaryJson(COMPARED)));
  expect(Object.keys(JSON.parse(summaryJson(EMPTY)))).toEqual(keys.filter((key) => key !== 'comparison'));
});

it('keeps sums exact that no number holds', () => {
  const totals = { ...EMPTY.totals, medfee_sumamt: 123_456_789_012_345_678_901n, psn_part_amt: -5n };
  expect(JSON.parse(summaryJson({ ...EMPTY, totals })).totals).toMatchObject({
    medfee_sumamt: '1234567890123456789.01',
    psn_part_amt: '-0.05',
  });
});

it('shows what would steer a terminal', () => {
  const title = { zh: 'a\u202eb', en: 'a\u0007b' };
  const policies = [{ id: 'x\u0000', title, rows: 1 }];
  expect(JSON.parse(summaryJson({ ...EMPTY, policies })).policies).toEqual([
    { id: 'x\ufffd', title: { zh: 'a\ufffdb', en: 'a\ufffdb' }, rows: 1 },
  ]);
});
