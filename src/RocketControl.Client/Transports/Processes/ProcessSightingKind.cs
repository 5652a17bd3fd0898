namespace RocketControl.Client.Transports.Processes;

/// <summary>Whether a process is there.</summary>
internal enum ProcessSightingKind
{
    /// <summary>The server shows it.</summary>
    Shown,

    /// <summary>The server does not know it, or not any more.</summary>
    Absent,

    /// <summary>The server knows it but cannot show it.</summary>
    Hidden,

    /// <summary>The server has no route that could tell.</summary>
    Impossible,
}
