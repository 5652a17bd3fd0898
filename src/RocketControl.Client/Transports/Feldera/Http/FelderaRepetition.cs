namespace RocketControl.Client.Transports.Feldera;

/// <summary>When a request may be repeated after a transient failure (run model §7).</summary>
internal enum FelderaRepetition
{
    /// <summary>Doing it twice is the same as doing it once.</summary>
    Always,

    /// <summary>Only when it surely was not carried out.</summary>
    IfUnsent,

    /// <summary>Not at all: what it carries can be had only once.</summary>
    Never,
}
