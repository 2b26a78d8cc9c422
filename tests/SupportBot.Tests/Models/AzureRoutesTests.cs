using SupportBot.Core.Answers.Generation;

namespace SupportBot.Tests.Models;

// What holds for every server holds for Azure's routes and client too.

public sealed class AzureWritingTests : WritingTests
{
    private protected override bool IsAzure => true;
}

public sealed class AzureFaultTests : FaultTests
{
    private protected override bool IsAzure => true;
}

public sealed class AzureBudgetTests : BudgetTests
{
    private protected override bool IsAzure => true;
}

public sealed class AzureResponseLimitTests : ResponseLimitTests
{
    private protected override bool IsAzure => true;
}

public sealed class AzureSecrecyTests : SecrecyTests
{
    private protected override bool IsAzure => true;
}

public sealed class AzureEmbeddingTests : RemoteEmbeddingTests
{
    private protected override bool IsAzure => true;
}

[NeedsSharedData]
public sealed class AzureContractTests : ContractTests
{
    private protected override bool IsAzure => true;
}

public sealed class AzureServerTests : ServerReportTests
{
    private protected override bool IsAzure => true;
}

public sealed class AzureV1Tests : ModelRig
{
    [Fact]
    public async Task A_model_that_Azure_offers_by_its_v1_route_alone_is_one_of_a_compatible_server()
    {
        GoTo(new Uri(Double.Address, "/openai/v1"));
        Double.Next(Replies.Says("Use vinegar. [1]"));
        Assert.IsType<WritingPart.Finished>((await WriteAsync()).End);
        Assert.Equal("/openai/v1/chat/completions", Assert.Single(Double.Requests).Path);
    }
}
