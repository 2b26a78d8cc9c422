using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace SupportBot.Settings;

internal sealed class SectionValidator<T>(string section) : IValidateOptions<T> where T : class
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        var (context, wrong) = (new ValidationContext(options), new List<ValidationResult>());
        if (Validator.TryValidateObject(options, context, wrong, validateAllProperties: true))
            return ValidateOptionsResult.Success;
        // .NET skips these checks if an attribute fails; the operator should see all errors at once.
        if (options is IValidatableObject validatable)
            wrong = [.. wrong.Concat(validatable.Validate(context))
                .DistinctBy(result => (result.MemberNames.FirstOrDefault(), result.ErrorMessage))];
        return ValidateOptionsResult.Fail(
            wrong.Select(r => $"{section}:{r.MemberNames.FirstOrDefault()}: {r.ErrorMessage}"));
    }
}
