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
