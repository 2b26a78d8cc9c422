using System.Text;
using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Markdown;

namespace SupportBot.Tests.Answers;

/// <summary>Documents in scripts with and without spaces, asked in a customer's own words.</summary>
public sealed class ScriptsTests
{
    private static readonly (string Id, string Language, string Text)[] Documents =
    [
        ("de/akku.md", "de",
            "# Akku\n\nDer Akku ist nach vier Stunden voll geladen. Laden Sie ihn nur zwischen 5 und 30 Grad.\n"),
        ("de/garantie.md", "de",
            "# Garantie\n\nDie Garantie gilt zwei Jahre ab dem Kauf. "
                + "Verschleißteile wie Bremsbeläge sind ausgenommen.\n"),
        ("de/versand.md", "de",
            "# Versand\n\nWir liefern in drei bis fünf Werktagen. Ab 50 Euro ist der Versand kostenlos.\n"),
        ("ru/vozvrat.md", "ru",
            "# Возврат\n\nВернуть товар можно в течение 30 дней после покупки. Деньги приходят на карту за пять дней.\n"
        ),
        ("ru/dostavka.md", "ru", "# Доставка\n\nКурьер привозит заказ за два дня. Доставка стоит 300 рублей.\n"),
        ("ru/parol.md", "ru", "# Пароль\n\nНовый пароль приходит по почте. Пароль должен быть не короче 12 знаков.\n"),
        ("ja/battery.md", "ja", "# バッテリー\n\nバッテリーは約4時間で満充電になります。充電は気温5度から30度の場所で行ってください。\n"),
        ("ja/returns.md", "ja", "# 返品\n\n未使用の商品は、到着後30日以内に返品できます。返金は5営業日以内にカードへ行います。\n"),
        ("ja/shipping.md", "ja", "# 配送\n\n送料は全国一律500円です。離島へのお届けには7日ほどかかります。\n"),
        ("ko/password.md", "ko", "# 비밀번호\n\n비밀번호를 잊은 경우 로그인 화면에서 재설정하세요. 비밀번호는 12자 이상이어야 합니다.\n"),
        ("ko/shipping.md", "ko", "# 배송\n\n배송비는 3000원입니다. 제주도 배송은 5일 정도 걸립니다.\n"),
        ("zh/battery.md", "zh", "# 电池\n\n电池充满大约需要4个小时。请在5到30度的环境中充电。\n"),
        ("zh/returns.md", "zh", "# 退货\n\n未使用的商品可以在收货后30天内退货。退款会在5个工作日内退回原支付账户。\n"),
        ("zh/shipping.md", "zh", "# 配送\n\n运费统一为20元。偏远地区的包裹大约需要7天送达。\n"),
    ];

    [Theory]
    [InlineData("Wie lange muss ich meinen Akku laden, bis er voll ist?", "de/akku.md", "vier Stunden")]
    [InlineData("Wie viele Jahre gilt die Garantie?", "de/garantie.md", "zwei Jahre")]
    [InlineData("Сколько дней есть, чтобы вернуть товар?", "ru/vozvrat.md", "30 дней")]
    [InlineData("Новый пароль, сколько знаков должен быть?", "ru/parol.md", "12 знаков")]
    [InlineData("バッテリーの充電には何時間くらい必要ですか", "ja/battery.md", "約4時間")]
    [InlineData("送料はいくらですか。", "ja/shipping.md", "500円")]
    [InlineData("비밀번호가 기억나지 않아요", "ko/password.md", "재설정")]
    [InlineData("배송비가 얼마예요?", "ko/shipping.md", "3000원")]
    [InlineData("电池要充多久才能充满？", "zh/battery.md", "4个小时")]
    [InlineData("没用过的商品几天之内可以退货？", "zh/returns.md", "30天内")]
    [InlineData("寄到偏远的地方要几天？", "zh/shipping.md", "7天")]
    public async Task A_question_is_answered_by_the_documents_of_its_language(
        string question, string document, string fact)
    {
        using var library = await LibraryAsync();

        var answer = await library.AskAsync(question);

        Assert.Equal(AnswerKind.Answered, answer.Kind);
        Assert.Equal(document, answer.Citations[0].DocumentId);
        Assert.Contains(fact, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("untranslated", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kann ich das Fahrrad in Raten bezahlen?")]
    [InlineData("Есть ли у вас скидка для студентов?")]
    [InlineData("学生割引はありますか？")]
    [InlineData("학생 할인이 있나요?")]
    [InlineData("有学生优惠吗？")]
    public async Task A_question_that_no_document_answers_is_not_answered(string question)
    {
        using var library = await LibraryAsync();

        var answer = await library.AskAsync(question);
        Assert.True(answer.Kind is AnswerKind.Refused or AnswerKind.Suggested, $"{answer.Kind}: {answer.Text}");
    }

    [Theory]
    [InlineData("パスワードを忘れました", "ja.md")]
    [InlineData("忘记密码了怎么办？", "zh.md")]
    public async Task A_text_in_a_document_of_another_language_is_found_too(string question, string document)
    {
        using var library = await Library.OfAsync([
            .. Shop.English,
            Shop.Page("ja.md", "Japan", "", "パスワードを忘れた場合は、再設定してください。"),
            Shop.Page("zh.md", "China", "", "忘记密码时，请点击“找回密码”。")]);

        Assert.Equal(document, (await library.AskAsync(question)).Citations[0].DocumentId);
    }

    [Fact]
    public async Task Sentences_without_blanks_are_set_without_blanks()
    {
        using var library = await LibraryAsync();

        Assert.StartsWith(
            "バッテリーは約4時間で満充電になります。充電は気温5度から30度の場所で行ってください。 [1]",
            (await library.AskAsync("バッテリーを充電する時間と場所は？")).Text, StringComparison.Ordinal);
    }

    private static Task<Library> LibraryAsync()
    {
        var parser = new DocumentParser([new MarkdownReader()]);
        return Library.OfAsync([.. Documents.Select(FileOf).SelectMany(file => parser.Parse(file).Document!.Chunks)]);
    }

    private static SourceFile FileOf((string Id, string Language, string Text) document) =>
        new(document.Id, Encoding.UTF8.GetBytes(document.Text), "", new DocumentDefaults(Language: document.Language));
}
