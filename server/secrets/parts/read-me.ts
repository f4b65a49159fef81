/** What the export says to whoever opens it years later, without Humi. */
export const readMe = `商业秘密台账导出
================

本压缩包中每个 .age 文件都是标准的 age v1 加密文件（https://age-encryption.org/v1），不需要护秘系统即可打开。

一、准备
  安装 age 程序（Debian、Ubuntu：apt install age；其他系统见 https://github.com/FiloSottile/age/releases）。
  备好您的密钥文件（在“密钥”页面导出），或纸质恢复密钥（AGE-SECRET-KEY-1 开头的一行，存成文本文件）。

二、打开一条记录
  age -d -i 密钥文件 12/v3.age
  显示的是可读的 JSON 文本，末尾是编制人的签名。12 是秘密编号，v3 是第3版。

三、打开附件
  记录中的 files 列出每个附件的原名、编号（id）和专用密钥（key）。
  把 key 那一行存成文本文件 file.key，然后：
  age -d -i file.key 12/附件编号.age > 原名

四、目录
  index.csv   编号、密级、状态、最新版本
  编号/v版本.age   记录的各个版本
  编号/日期-事项-….age   定密、变更、流转等事项的表单；-answer 是审批意见

不在知悉范围内的人、护秘的运营方和主管部门都打不开这些文件。密钥全部丢失的，无人能够找回。

------------------------------------------------------------------------

Export of a register of trade secrets
=====================================

Every .age file in this archive is a standard age v1 file (https://age-encryption.org/v1) and opens without Humi.

1. Install the age program (Debian, Ubuntu: apt install age). Have your key file (exported on the page "Keys"), or the
   printed recovery key (a line beginning with AGE-SECRET-KEY-1, saved as a text file).
2. A record:  age -d -i key-file 12/v3.age   shows readable JSON with its author's signature; 12 is the number of the
   secret, v3 its third version.
3. A file:  "files" in the record names each file's original name, id and own key. Save the key as file.key, then
   age -d -i file.key 12/ID.age > original-name
4. index.csv lists numbers, levels, states. NUMBER/DATE-ACT-….age are the forms of acts; -answer is what was answered.

Whoever is not on a secret's need-to-know list cannot open it; nor can those who run Humi. Keys that are all lost
cannot be brought back by anybody.
`;
