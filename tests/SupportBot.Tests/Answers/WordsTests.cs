using SupportBot.Core.Language;

namespace SupportBot.Tests.Answers;

public sealed class WordsTests
{
    [Theory]
    [InlineData("Don't say Anna's name, v2.1!", "don't say anna name v2 1")]
    [InlineData("Где мой заказ?", "где мой заказ")]
    [InlineData("修改登录密码", "修改 改登 登录 录密 密码")]
    [InlineData("送料を変更したい", "送料 を 変更 した たい")]
    [InlineData("パスワードを忘れた", "パスワード を 忘れ れた")]
    [InlineData("メール・アドレス", "メール アドレス")]
    [InlineData("비밀번호 변경", "비밀 밀번 번호 변경")]
    [InlineData("新しいWi-FiルーターとPDF", "新し しい wi fi ルータ と pdf")]
    [InlineData("7日以内に500MBまで", "7 日以 以内 に 500mb まで")]
    [InlineData("ﾊﾟｽﾜｰﾄﾞとｶﾞｲﾄﾞ", "パスワード と ガイド")]
    [InlineData("か\u3099そ", "がそ")]
    [InlineData("１２３個のＰＤＦ", "123 個の の pdf")]
    [InlineData("𠮷野家と𩸽", "𠮷野 野家 と 𩸽")]
    [InlineData("「設定」、保存。終了！", "設定 保存 終了")]
    [InlineData("あ", "あ")]
    [InlineData("。！？・ー々", "ー 々")]
    [InlineData("\ud842 𠮷 \udfb7", "𠮷")]
    public void A_text_is_taken_apart_into_words(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Words.Of(text).Select(word => word.Lower)));

    [Theory]
    [InlineData("PDFのﾃﾞｰﾀを𠮷野さんへ 送る。Done.")]
    [InlineData("设置 Wi-Fi 的密码：１２３")]
    public void Every_word_stands_where_it_says(string text) =>
        Assert.All(Words.Of(text), word => Assert.Equal(word.Text, text.Substring(word.Start, word.Text.Length)));

    [Theory]
    [InlineData("パスワードを忘れました", "ja")]
    [InlineData("Wi-Fiにつながりません", "ja")]
    [InlineData("怎么修改我的密码？", "zh")]
    [InlineData("请问 PDF 可以打印吗", "zh")]
    [InlineData("비밀번호를 잊어버렸어요", "ko")]
    [InlineData("会員登録", null)]
    [InlineData("How do I use the app of 東京電力 in English?", "en")]
    public void The_script_tells_the_language(string text, string? language) =>
        Assert.Equal(language, Lexicon.SureLanguageOf([.. Words.Of(text).Select(word => word.Lower)]));

    [Theory]
    [InlineData("メールアドレス", "アドレス", 0.7)]
    [InlineData("アドレス", "メールアドレス", 0.7)]
    [InlineData("サーバーを再起動します", "サーバ", 1)]
    [InlineData("サーバを再起動します", "再起", 1)]
    [InlineData("サーバを再起動します", "起源", 0)]
    [InlineData("海外での販売", "売っ", 0.7)]
    [InlineData("海外への発送", "売っ", 0)]
    public void Parts_of_compounds_and_verbs_are_found_in_nouns(string text, string word, double match) =>
        Assert.Equal(match, new WordSet(text, "ja").Match(word));
}
