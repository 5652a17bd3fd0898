namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>How a call ends: with the right result, or with an exception that says whether the request may have been carried out.</summary>
/// <param name="Exception">The exception; null for the right result.</param>
/// <param name="OutcomeUnknown">What it says.</param>
internal sealed record Ending(string? Exception, bool OutcomeUnknown)
{
    public static Ending Right { get; } = new(null, OutcomeUnknown: false);

    public static Ending Unknown<TException>()
        where TException : RunControlException => new(typeof(TException).Name, OutcomeUnknown: true);

    public static Ending Known<TException>()
        where TException : RunControlException => new(typeof(TException).Name, OutcomeUnknown: false);

    public override string ToString() => Exception is null ? "right result" : OutcomeUnknown ? $"`{Exception}`, outcome unknown" : $"`{Exception}`";
}
