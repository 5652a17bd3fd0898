namespace RocketControl.Client.Tests.Support.Secrets;

/// <summary>Where <see cref="SecretWatch"/> looks.</summary>
internal enum Sighting
{
    LogLine,

    Exception,

    Activity,

    Metric,

    /// <summary>The address of a request.</summary>
    Address,
}
