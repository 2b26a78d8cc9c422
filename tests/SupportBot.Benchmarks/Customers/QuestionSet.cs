namespace SupportBot.Benchmarks.Customers;

/// <summary>A documentation with questions about it.</summary>
/// <param name="Name">Of the set.</param>
/// <param name="Docs">Folder of the documentation.</param>
/// <param name="Questions">What is asked.</param>
internal sealed record QuestionSet(string Name, string Docs, IReadOnlyList<CustomerQuestion> Questions);
