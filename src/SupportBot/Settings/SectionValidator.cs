using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace SupportBot.Settings;

/// <summary>Checks the validation attributes of an options class and names each wrong setting in full.</summary>
internal sealed class SectionValidator<T>(string section) : IValidateOptions<T> where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var (context, wrong) = (new ValidationContext(options), new List<ValidationResult>());
        if (Validator.TryValidateObject(options, context, wrong, validateAllProperties: true)) return ValidateOptionsResult.Success;
        // .NET leaves out these checks where an attribute fails; the operator sees all at once.
        if (options is IValidatableObject validatable)
            wrong = [.. wrong.Concat(validatable.Validate(context)).DistinctBy(result => (result.MemberNames.FirstOrDefault(), result.ErrorMessage))];
        return ValidateOptionsResult.Fail(wrong.Select(r => $"{section}:{r.MemberNames.FirstOrDefault()}: {r.ErrorMessage}"));
    }
}
