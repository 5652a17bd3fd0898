using System.ComponentModel.DataAnnotations;

namespace RocketControl.Client.Hosting.Configuration;

/// <summary>A time above zero. How long it may be at most is checked with the options themselves.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PositiveTimeAttribute() : ValidationAttribute("{0} must be a positive time, such as 00:00:30.")
{
    public override bool IsValid(object? value) => value is null or TimeSpan { Ticks: > 0 };
}
