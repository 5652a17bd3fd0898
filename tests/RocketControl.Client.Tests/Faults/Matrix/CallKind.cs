namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>What decides how a call may end.</summary>
internal enum CallKind
{
    /// <summary>It changes nothing.</summary>
    Reading,

    /// <summary>Doing it twice is the same as doing it once.</summary>
    Repeatable,

    /// <summary>It must never be done twice.</summary>
    Unrepeatable,

    /// <summary>It must never be done twice, and cannot be begun anew by the client, because what it feeds may be gone.</summary>
    Feeding,

    /// <summary>It opens the first connection: no login has left yet.</summary>
    Opening,

    /// <summary>It logs in on the first connection.</summary>
    LoggingIn,
}
