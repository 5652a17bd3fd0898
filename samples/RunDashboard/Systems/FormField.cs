namespace RunDashboard.Systems;

/// <summary>A field of the form that starts something.</summary>
/// <param name="Name">What its value is sent as.</param>
/// <param name="Label">What people read.</param>
/// <param name="Value">What is in it at first.</param>
/// <param name="Hint">What belongs there; null when the label says it.</param>
/// <param name="IsLong">Whether it has many lines.</param>
/// <param name="IsRequired">Whether it may not be empty.</param>
internal sealed record FormField(string Name, string Label, string Value, string? Hint = null, bool IsLong = false, bool IsRequired = true);
