class Oven
{
    // <heat>
    void Heat()
    {
        // <inner>
        degrees = 200;
        // </inner>
    }
    // </heat>
    #region cool
    void Cool() { degrees = 'c'; }
    #endregion
}
