namespace RocketControl.Client.Transports.Feldera;

/// <summary>What one JSON value on its way into a table stands for (Feldera protocol §9).</summary>
public enum FelderaUpdateFormat
{
    /// <summary>A record to insert, as it is.</summary>
    Raw = 0,

    /// <summary><c>{"insert":{…}}</c> or <c>{"delete":{…}}</c>.</summary>
    InsertDelete,

    /// <summary><c>{"weight":1,"data":{…}}</c>: how many times the record is there more, or less.</summary>
    Weighted,

    /// <summary>A change as Debezium writes it.</summary>
    Debezium,

    /// <summary>A change as Snowflake writes it.</summary>
    Snowflake,

    /// <summary>A change as Redis writes it.</summary>
    Redis,
}
