namespace SupportBot.Conformance.Engines;

public abstract partial class SearchEngineConformance
{
    [Theory]
    [InlineData("ja", "パスワードを忘れた場合は再設定してください。", "送料は全国一律500円です。", "パスワードの再設定")]
    [InlineData("ja", "ﾒｰﾙアドレスを変更できます。", "送料は全国一律５００円です。", "メールを変える")]
    [InlineData("zh", "忘记密码时，请点击“找回密码”。", "运费统一为20元。", "密码忘了")]
    [InlineData("zh", "𠮷𠮷野家分店的地址", "运费统一为20元。", "𠮷𠮷")]
    [InlineData("ko", "비밀번호를 변경하려면 설정을 여세요.", "배송비는 3000원입니다.", "비밀번호가 기억나지 않아요")]
    [InlineData("en", "The button 設定 opens the settings.", "The fee is 500 yen.", "設定")]
    [InlineData("xx", "我们的密码很长", "运费统一为20元。", "密码")]
    public async Task A_sentence_without_blanks_is_found_by_a_part_of_it(
        string language, string text, string other, string question)
    {
        await Add(Some.In(language, "a.md", text), Some.In(language, "b.md", other));
        Assert.Equal(["a.md#0"], await Words(question));
    }

    [Fact]
    public async Task Full_width_digits_and_letters_are_found_by_plain_ones()
    {
        await Add(Some.In("ja", "a.md", "送料は５００円、ＰＤＦ版もあります。"), Some.In("ja", "b.md", "会員登録"));
        Assert.Equal(["a.md#0"], await Words("500"));
        Assert.Equal(["a.md#0"], await Words("pdf"));
    }

    [Fact]
    public async Task Words_of_scripts_without_blanks_are_counted_by_pairs_of_letters()
    {
        await Add(Some.In("ja", "a.md", "パスワードの再設定"), Some.In("ja", "b.md", "初期設定"), Some.In("ja", "c.md", "忘れたパスワード"));
        await Counts(3, [("設定", 2), ("再設", 1), ("忘れ", 1), ("パスワード", 2), ("パスポート", 0), ("送料", 0)], "ja");
    }
}
